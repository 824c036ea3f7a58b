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

static double linear(uint32_t part)
{
	double value = (double)part / 255;

	return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static struct color_lab lab_of(double red, double green, double blue)
{
	double l = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
	double m = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
	double s = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);

	return (struct color_lab){ 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
		1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
		0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s };
}

struct color_lab color_lab(int32_t color)
{
	uint32_t rgb = color_rgb(color);

	return lab_of(linear(rgb >> 16 & 255), linear(rgb >> 8 & 255), linear(rgb & 255));
}

void color_palette_make(struct color_palette *palette, int colors)
{
	double parts[6];

	palette->count = colors < 256 ? colors : 256;
	for (int i = 0; i < 6; i++)
		parts[i] = linear((uint32_t)levels[i]);
	for (int32_t i = 0; i < palette->count; i++) {
		int index = i - 16;
		palette->labs[i] = i < 16 || i >= 232
			? color_lab(i)
			: lab_of(parts[index / 36], parts[index / 6 % 6], parts[index % 6]);
	}
}

/* A grey stays one: what is quiet in a large palette must not be loud in a small one. Bluish and brownish greys are greys too. */
static bool is_grey(const struct color_lab *lab)
{
	return lab->a * lab->a + lab->b * lab->b < 0.06 * 0.06;
}

static double hue_between(const struct color_lab *one, const struct color_lab *two)
{
	return fabs(remainder(atan2(one->b, one->a) - atan2(two->b, two->a), 2 * acos(-1)));
}

double color_unlikeness(const struct color_palette *palette, struct color_lab wanted, int32_t shown,
	double bound)
{
	const struct color_lab *one = &wanted, *two = &palette->labs[shown];
	double light = fabs(one->light - two->light);
	double all = sqrt(light * light + (one->a - two->a) * (one->a - two->a) +
		(one->b - two->b) * (one->b - two->b));
	bool counts_hue = !is_grey(one);

	if (counts_hue == is_grey(two))
		return INFINITY;
	if (palette->count < 256 && counts_hue)
		all = hue_between(one, two) + 0.3 * light;
	else if (counts_hue && all < bound)
		all += 0.15 * hue_between(one, two);
	return all < bound ? all : INFINITY;
}

double color_akin(int32_t wanted)
{
	struct color_lab lab = color_lab(wanted);

	return is_grey(&lab) ? 1 : 1.3 * fmin(hypot(lab.a, lab.b) / 0.11, 1);
}

static int32_t likeliest(int32_t wanted, int colors)
{
	struct color_palette palette;
	const struct color_lab lab = color_lab(wanted);
	double least = INFINITY;
	int32_t best = 0;

	color_palette_make(&palette, colors);
	for (int32_t i = 0; i < colors; i++) {
		double own = color_unlikeness(&palette, lab, i, least);
		if (own < least) {
			least = own;
			best = i;
		}
	}
	return best;
}

/* Of the cube and the greys of the large palette. */
static int32_t nearest(uint32_t rgb)
{
	bool wants_grey = (rgb >> 16 & 255) == (rgb >> 8 & 255) && (rgb >> 8 & 255) == (rgb & 255);
	long least = LONG_MAX;
	int32_t best = 16;

	for (int32_t i = 16; i < 256 && least > 0; i++) {
		uint32_t other = color_rgb(i);
		long red = (long)(rgb >> 16 & 255) - (long)(other >> 16 & 255);
		long green = (long)(rgb >> 8 & 255) - (long)(other >> 8 & 255);
		long blue = (long)(rgb & 255) - (long)(other & 255);
		long own = 3 * red * red + 6 * green * green + blue * blue;
		bool is_wanted = !wants_grey ||
			((other >> 16 & 255) == (other >> 8 & 255) &&
				(other >> 8 & 255) == (other & 255));
		if (own < least && is_wanted) {
			least = own;
			best = i;
		}
	}
	return best;
}

/* Terminals of direct colour take 0-7 for the palette, all else for RGB: the blackest blacks give way a little. */
static int32_t map_direct(int32_t color)
{
	const int32_t blackest = 0x000100;

	if (color < 8)
		return color;
	int32_t rgb = (int32_t)color_rgb(color);
	return COLOR_RGB | (rgb < 8 ? blackest : rgb);
}

int32_t color_map(int32_t color, int colors)
{
	if (color == COLOR_NONE)
		return color;
	if (colors >= COLOR_RGB)
		return map_direct(color);
	if (colors >= 256)
		return color & COLOR_RGB ? nearest(color_rgb(color)) : color;
	if (!(color & COLOR_RGB) && color < 16)
		return colors >= 16 ? color : color & 7;
	return likeliest(color, colors >= 16 ? 16 : 8);
}

/* https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
static double luminance(uint32_t rgb)
{
	return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) +
		0.0722 * linear(rgb & 255);
}

double theme_contrast(int32_t a, int32_t b)
{
	double one = luminance(color_rgb(a)), two = luminance(color_rgb(b));

	return one > two ? (one + 0.05) / (two + 0.05) : (two + 0.05) / (one + 0.05);
}
