/* SPDX-License-Identifier: MIT */
#include "tui/screen/color.h"

#include "tui/screen/theme.h"

#include <limits.h>
#include <math.h>

static const char *const names[16] = { "black", "red", "green", "yellow", "blue", "magenta", "cyan",
	"white", "bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue",
	"bright-magenta", "bright-cyan", "bright-white" };
/* xterm's default colours, XTerm-col.ad. */
static const uint32_t named[16] = { 0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
	0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff,
	0xffffff };
static const int levels[6] = { 0, 95, 135, 175, 215, 255 };

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static bool hex_parse(struct text word, int32_t *color)
{
	int32_t rgb = 0;

	if (word.size != 7)
		return false;
	for (size_t i = 1; i < 7; i++) {
		int digit = hex_digit(word.bytes[i]);
		if (digit < 0)
			return false;
		rgb = rgb * 16 + digit;
	}
	*color = COLOR_RGB | rgb;
	return true;
}

bool color_parse(struct text word, int32_t *color)
{
	if (word.size > 0 && word.bytes[0] == '#')
		return hex_parse(word, color);
	if (text_equal_string(word, "default")) {
		*color = COLOR_NONE;
		return true;
	}
	for (int i = 0; i < 16; i++) {
		if (text_equal_string(word, names[i])) {
			*color = i;
			return true;
		}
	}
	int32_t number = 0;
	if (word.size == 0 || word.size > 3)
		return false;
	for (size_t i = 0; i < word.size; i++) {
		if (word.bytes[i] < '0' || word.bytes[i] > '9')
			return false;
		number = number * 10 + (word.bytes[i] - '0');
	}
	*color = number;
	return number < 256;
}

uint32_t color_rgb(int32_t color)
{
	if (color & COLOR_RGB)
		return (uint32_t)color & 0xffffff;
	if (color < 0)
		return 0;
	if (color < 16)
		return named[color];
	if (color < 232) {
		int index = color - 16;
		return (uint32_t)(levels[index / 36] << 16 | levels[index / 6 % 6] << 8 |
			levels[index % 6]);
	}
	uint32_t grey = 8 + 10 * (uint32_t)(color - 232);
	return grey << 16 | grey << 8 | grey;
}

static long distance(uint32_t a, uint32_t b)
{
	long red = (long)(a >> 16 & 255) - (long)(b >> 16 & 255);
	long green = (long)(a >> 8 & 255) - (long)(b >> 8 & 255);
	long blue = (long)(a & 255) - (long)(b & 255);
	return 3 * red * red + 6 * green * green + blue * blue;
}

static bool is_grey(uint32_t rgb)
{
	return (rgb >> 16 & 255) == (rgb >> 8 & 255) && (rgb >> 8 & 255) == (rgb & 255);
}

/* A grey stays one: what is quiet in a large palette must not be loud in a small one. */
static int32_t nearest(uint32_t rgb, int from, int to)
{
	long least = LONG_MAX;
	int32_t best = from;

	for (int32_t i = from; i < to && least > 0; i++) {
		long own = distance(rgb, color_rgb(i));
		if (own < least && (!is_grey(rgb) || is_grey(color_rgb(i)))) {
			least = own;
			best = i;
		}
	}
	return best;
}

int32_t color_map(int32_t color, int colors)
{
	if (color == COLOR_NONE)
		return color;
	if (colors >=
		COLOR_RGB) /* terminals of direct colour take 0-7 for the palette, all else for RGB */
		return color & COLOR_RGB || color < 8 ? color
						      : COLOR_RGB | (int32_t)color_rgb(color);
	if (colors >= 256)
		return color & COLOR_RGB ? nearest(color_rgb(color), 16, 256) : color;
	if (colors >= 16)
		return !(color & COLOR_RGB) && color < 16 ? color
							  : nearest(color_rgb(color), 0, 16);
	if (!(color & COLOR_RGB) && color < 16)
		return color & 7;
	return nearest(color_rgb(color), 0, 8);
}

long color_distance(int32_t a, int32_t b)
{
	return distance(color_rgb(a), color_rgb(b));
}

/* https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
static double luminance(uint32_t rgb)
{
	double parts[3] = { (double)(rgb >> 16 & 255) / 255, (double)(rgb >> 8 & 255) / 255,
		(double)(rgb & 255) / 255 };

	for (int i = 0; i < 3; i++)
		parts[i] = parts[i] <= 0.04045 ? parts[i] / 12.92
					       : pow((parts[i] + 0.055) / 1.055, 2.4);
	return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

double theme_contrast(int32_t a, int32_t b)
{
	double one = luminance(color_rgb(a)), two = luminance(color_rgb(b));

	return one > two ? (one + 0.05) / (two + 0.05) : (two + 0.05) / (one + 0.05);
}
