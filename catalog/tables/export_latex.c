/* SPDX-License-Identifier: MIT */
/* A longtable with the rules of booktabs, to be read in by a document. The head names the packages and the engine. */
#include "catalog/tables/export_latex.h"

#include "catalog/base/message.h"

#include <string.h>

/* Signs that pdfLaTeX's fonts do not have as characters. */
static const struct {
	const char *sign, *command;
} commands[] = { { "†", "\\dag{}" }, { "‡", "\\ddag{}" }, { "≠", "$\\neq$" }, { "★", "$\\star$" },
	{ "×", "$\\times$" }, { "±", "$\\pm$" }, { "−", "$-$" }, { "≤", "$\\leq$" },
	{ "≥", "$\\geq$" }, { "→", "$\\rightarrow$" }, { "·", "\\textperiodcentered{}" },
	{ "…", "\\ldots{}" }, { "—", "---" }, { "–", "--" }, { "“", "``" }, { "”", "''" },
	{ "‘", "`" }, { "’", "'" }, { "◆", "$\\diamond$" }, { "≈", "$\\approx$" },
	{ "τ", "$\\tau$" }, { "α", "$\\alpha$" }, { "β", "$\\beta$" }, { "∞", "$\\infty$" } };
enum { COMMAND_COUNT = sizeof(commands) / sizeof(commands[0]) };

static const char *ascii_command(char c)
{
	switch (c) {
	case '\\': return "\\textbackslash{}";
	case '~': return "\\textasciitilde{}";
	case '^': return "\\textasciicircum{}";
	case '<': return "\\textless{}";
	case '>': return "\\textgreater{}";
	case '|': return "\\textbar{}";
	case '`': return "\\textasciigrave{}";
	case '[': return "{[}"; /* after \\ it would begin an argument */
	case ']': return "{]}";
	case '*': return "{*}";
	case '-': return "{-}"; /* -- would be a dash */
	default: return NULL;
	}
}

static size_t unicode_command(struct text text, size_t at, const char **command)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		size_t size = strlen(commands[i].sign);
		if (at + size <= text.size &&
			memcmp(text.bytes + at, commands[i].sign, size) == 0) {
			*command = commands[i].command;
			return size;
		}
	}
	return 0;
}

static void escaped(struct export_job *job, struct text text)
{
	for (size_t i = 0; i < text.size;) {
		char c = text.bytes[i];
		const char *command = ascii_command(c);
		size_t size = 1;
		bool is_single = c == '-' && (i + 1 == text.size || text.bytes[i + 1] != '-') &&
			(i == 0 || text.bytes[i - 1] != '-');
		if ((unsigned char)c >= 0x80)
			size = unicode_command(text, i, &command);
		if (command && !is_single) {
			sink_add_string(job->sink, command);
			i += size;
			continue;
		}
		if (c != '\0' && strchr("#$%&_{}", c))
			sink_add_char(job->sink, '\\');
		if ((unsigned char)c >= 0x20 && c != 0x7f) /* controls have no business here */
			sink_add_char(job->sink, c);
		i++;
	}
}

static void latex_begin(struct export_job *job)
{
	sink_add_string(job->sink,
		"% !TeX program = xelatex\n"
		"% Read this in with \\input. Packages: array, booktabs, longtable. Engine: XeLaTeX or LuaLaTeX, with the\n"
		"% package kotex for Korean; a table in Latin letters also goes through pdfLaTeX.\n");
	export_latex_columns(job);
	sink_add_string(job->sink, "@{}}\n\\caption{");
	escaped(job, export_heading(job));
	sink_add_string(job->sink, "}\\\\\n");
}

/* Addresses are text: nothing is handed to a command that could read or run it. They may break after a slash. */
static void address(struct export_job *job, struct text url)
{
	for (size_t from = 0, i = 0; i < url.size; i++)
		if (url.bytes[i] == '/' || i + 1 == url.size) {
			escaped(job, text_slice(url, from, i + 1 - from));
			sink_add_string(job->sink, "\\allowbreak{}");
			from = i + 1;
		}
}

static void cells_line(struct export_job *job, const struct export_line *line)
{
	for (size_t i = 0; i < line->count; i++) {
		sink_add_string(job->sink, i > 0 ? " & " : "");
		if (export_is_web(line->texts[i]))
			address(job, line->texts[i]);
		else
			escaped(job, line->texts[i]);
	}
	sink_add_string(job->sink, " \\\\\n");
}

static void latex_line(struct export_job *job, const struct export_line *line)
{
	if (line->kind == EXPORT_SECTION) {
		sink_add_format(job->sink, "%s\\multicolumn{%zu}{@{}l}{\\textbf{",
			job->lines > 1 ? "\\addlinespace\n" : "", line->count);
		escaped(job, line->texts[0]);
		sink_add_string(job->sink, "}} \\\\\n");
		return;
	}
	if (line->kind == EXPORT_ROW) {
		cells_line(job, line);
		return;
	}
	sink_add_string(job->sink, "\\toprule\n");
	cells_line(job, line);
	sink_add_string(job->sink, "\\midrule\n\\endfirsthead\n\\toprule\n");
	cells_line(job, line);
	sink_add_string(job->sink, "\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n");
}

static void latex_footer(struct export_job *job, struct text label, struct text text,
	struct text url)
{
	sink_add_string(job->sink, "\\noindent ");
	escaped(job, label);
	sink_add_string(job->sink, label.bytes[0] == '[' ? " " : ": ");
	if (export_is_code(job, text))
		sink_add_string(job->sink, "\\texttt{");
	escaped(job, text);
	sink_add_string(job->sink, export_is_code(job, text) ? "}" : "");
	if (url.size > 0) {
		sink_add_string(job->sink, " \\texttt{");
		address(job, url);
		sink_add_char(job->sink, '}');
	}
	sink_add_string(job->sink, "\\par\n");
}

static void latex_end(struct export_job *job)
{
	sink_add_string(job->sink, "\\end{longtable}\n");
	if (!job->options->has_no_footer)
		sink_add_string(job->sink, "\\footnotesize\\raggedright\n");
	export_footer(job, latex_footer);
	sink_add_string(job->sink, "\\endgroup\n");
}

const struct export_writer export_latex = { .name = "latex",
	.title = "LaTeX",
	.endings = ".tex .latex",
	.begin = latex_begin,
	.line = latex_line,
	.end = latex_end };
