/* SPDX-License-Identifier: MIT */
/* invent_words.h - the words that invented models are named with, most used first. Layer: bench; private to invent.c. */
#ifndef BENCH_INVENT_WORDS_H
#define BENCH_INVENT_WORDS_H
#include <stddef.h>
#include <stdint.h>

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

/* Members of architecture: in fields members_architecture. */
enum { DENSE = 1, MOE = 2, SSM = 8, HYBRID = 16, DIFFUSION = 32 };
enum invent_input { INVENT_READS, INVENT_SEES, INVENT_HEARS, INVENT_PAINTS };

struct invent_family {
	const char *name;
	uint32_t architecture, context, year;
	enum invent_input input;
	uint32_t sizes[10]; /* millions of parameters */
	uint32_t size_count;
};

#define SIZES_LLAMA { 1000, 3000, 8000, 13000, 34000, 70000, 405000 }, 7
#define SIZES_QWEN { 500, 600, 1500, 1700, 3000, 7000, 14000, 32000, 72000, 235000 }, 10
#define SIZES_ENCODER { 4, 14, 22, 66, 110, 125, 335, 355 }, 8
#define SIZES_MIDDLE { 6000, 7000, 9000, 12000, 34000 }, 5
#define SIZES_GEMMA { 270, 1000, 2000, 4000, 9000, 12000, 27000 }, 7
#define SIZES_GPT2 { 124, 135, 360, 774, 1700 }, 5
#define SIZES_T5 { 60, 220, 580, 770, 3000, 11000 }, 6
#define SIZES_SPEECH { 39, 74, 244, 300, 769, 1550 }, 6
#define SIZES_LARGE { 1500, 7000, 20000, 70000, 120000, 671000 }, 6
#define SIZES_SMALL { 1100, 1300, 2700, 3800, 14000 }, 5
#define SIZES_IMAGE { 860, 2600, 3500, 12000 }, 4
#define SIZES_PYTHIA { 70, 160, 410, 1400, 2800, 6900, 12000 }, 7
#define SIZES_WIDE { 7000, 12000, 40000, 52000, 132000, 180000, 398000 }, 7

static const struct invent_family invent_families[] = {
	{ "Llama-3.1", DENSE, 131072, 2024, INVENT_READS, SIZES_LLAMA },
	{ "Qwen2.5", DENSE, 32768, 2024, INVENT_READS, SIZES_QWEN },
	{ "bert-base", DENSE, 512, 2019, INVENT_READS, SIZES_ENCODER },
	{ "Mistral", DENSE, 32768, 2023, INVENT_READS, SIZES_MIDDLE },
	{ "Qwen3", DENSE, 40960, 2025, INVENT_READS, SIZES_QWEN },
	{ "gemma-2", DENSE, 8192, 2024, INVENT_READS, SIZES_GEMMA },
	{ "roberta", DENSE, 512, 2020, INVENT_READS, SIZES_ENCODER },
	{ "gpt2", DENSE, 1024, 2019, INVENT_READS, SIZES_GPT2 },
	{ "distilbert", DENSE, 512, 2020, INVENT_READS, SIZES_ENCODER },
	{ "Llama-3.2", DENSE, 131072, 2024, INVENT_SEES, SIZES_LLAMA },
	{ "whisper", DENSE, 448, 2022, INVENT_HEARS, SIZES_SPEECH },
	{ "gemma-3", DENSE, 131072, 2025, INVENT_SEES, SIZES_GEMMA },
	{ "t5", DENSE, 512, 2020, INVENT_READS, SIZES_T5 },
	{ "DeepSeek-R1-Distill", DENSE, 131072, 2025, INVENT_READS, SIZES_LARGE },
	{ "wav2vec2-xls-r", DENSE, 0, 2021, INVENT_HEARS, SIZES_SPEECH },
	{ "Phi-3", DENSE, 131072, 2024, INVENT_READS, SIZES_SMALL },
	{ "vit-base", DENSE, 0, 2021, INVENT_SEES, SIZES_ENCODER },
	{ "sdxl", DIFFUSION, 77, 2023, INVENT_PAINTS, SIZES_IMAGE },
	{ "pythia", DENSE, 2048, 2023, INVENT_READS, SIZES_PYTHIA },
	{ "Llama-2", DENSE, 4096, 2023, INVENT_READS, SIZES_LLAMA },
	{ "xlm-roberta", DENSE, 512, 2020, INVENT_READS, SIZES_ENCODER },
	{ "DeepSeek-V3", MOE, 163840, 2024, INVENT_READS, SIZES_LARGE },
	{ "Qwen2-VL", DENSE, 32768, 2024, INVENT_SEES, SIZES_QWEN },
	{ "mt5", DENSE, 1024, 2021, INVENT_READS, SIZES_T5 },
	{ "falcon", DENSE, 2048, 2023, INVENT_READS, SIZES_WIDE },
	{ "Mixtral", MOE, 65536, 2023, INVENT_READS, SIZES_MIDDLE },
	{ "bart", DENSE, 512, 2020, INVENT_READS, SIZES_ENCODER },
	{ "deberta-v3", DENSE, 512, 2021, INVENT_READS, SIZES_ENCODER },
	{ "flux", DIFFUSION, 512, 2024, INVENT_PAINTS, SIZES_IMAGE },
	{ "TinyLlama", DENSE, 2048, 2023, INVENT_READS, SIZES_SMALL },
	{ "SmolLM2", DENSE, 8192, 2024, INVENT_READS, SIZES_GPT2 },
	{ "gpt-oss", MOE, 131072, 2025, INVENT_READS, SIZES_LARGE },
	{ "opt", DENSE, 2048, 2022, INVENT_READS, SIZES_PYTHIA },
	{ "bloom", DENSE, 2048, 2022, INVENT_READS, SIZES_PYTHIA },
	{ "Yi-1.5", DENSE, 4096, 2024, INVENT_READS, SIZES_MIDDLE },
	{ "InternLM2.5", DENSE, 32768, 2024, INVENT_READS, SIZES_QWEN },
	{ "Granite-3.1", DENSE, 131072, 2024, INVENT_READS, SIZES_GEMMA },
	{ "OLMo-2", DENSE, 4096, 2024, INVENT_READS, SIZES_MIDDLE },
	{ "starcoder2", DENSE, 16384, 2024, INVENT_READS, SIZES_PYTHIA },
	{ "Command-R", DENSE, 131072, 2024, INVENT_READS, SIZES_MIDDLE },
	{ "mamba", SSM, 0, 2023, INVENT_READS, SIZES_PYTHIA },
	{ "RWKV-6", SSM, 0, 2024, INVENT_READS, SIZES_PYTHIA },
	{ "ChatGLM3", DENSE, 8192, 2023, INVENT_READS, SIZES_MIDDLE },
	{ "EXAONE-3.5", DENSE, 32768, 2024, INVENT_READS, SIZES_GEMMA },
	{ "SOLAR", DENSE, 4096, 2023, INVENT_READS, SIZES_MIDDLE },
	{ "Nemotron", DENSE, 131072, 2024, INVENT_READS, SIZES_LARGE },
	{ "MiniCPM", DENSE, 4096, 2024, INVENT_READS, SIZES_SMALL },
	{ "Jamba-1.5", MOE | HYBRID, 262144, 2024, INVENT_READS, SIZES_WIDE },
	{ "DBRX", MOE, 32768, 2024, INVENT_READS, SIZES_WIDE },
	{ "Kimi-K2", MOE, 131072, 2025, INVENT_READS, SIZES_LARGE },
};

static const char *const invent_makers[] = { "meta-llama", "Qwen", "google", "TheBloke",
	"mradermacher", "mistralai", "microsoft", "deepseek-ai", "bartowski", "unsloth", "openai",
	"facebook", "Helsinki-NLP", "stabilityai", "nvidia", "allenai", "EleutherAI",
	"HuggingFaceTB", "tiiuae", "bigscience", "CohereForAI", "upstage", "LGAI-EXAONE", "01-ai",
	"internlm", "THUDM", "baichuan-inc", "ibm-granite", "moonshotai", "zai-org", "NousResearch",
	"teknium", "cognitivecomputations", "lmsys", "openchat", "HuggingFaceH4", "Salesforce",
	"apple", "amazon", "databricks" };
static const char *const invent_syllables[] = { "ka", "mo", "ri", "ten", "lu", "shi", "ver", "da",
	"no", "xi", "ar", "bel", "qu", "zan", "to", "fi", "mar", "en", "jo", "ly", "sam", "per",
	"gro", "wei" };
static const char *const invent_endings[] = { "", "", "", "-ai", "-lab", "-research", "AI", "ML",
	"-nlp", "1998", "-hf", "_llm", "42", "-org", "2000" };
static const char *const invent_variants[] = { "", "Instruct", "GGUF", "finetuned", "Instruct-GGUF",
	"lora", "chat", "AWQ", "GPTQ", "dpo", "sft", "merged", "it", "4bit", "abliterated",
	"cnn-dailymail", "sentiment", "ner", "squad", "emotion", "reward", "coder", "math",
	"exl2-4.0bpw", "i1-GGUF", "fp8", "bnb-4bit", "code-feedback", "roleplay", "ko", "zh", "ja",
	"de" };
static const char *const invent_korean[] = { "한국어", "감성분석", "챗봇", "번역기", "요약", "법률",
	"의료", "코딩도우미", "지식", "문장임베딩" };
static const char *const invent_chinese[] = { "中文", "大模型", "对话", "翻译", "医疗", "法律",
	"代码助手", "情感分析", "通义", "智谱" };

struct invent_license {
	const char *name;             /* NULL: not stated */
	uint32_t license, commercial; /* members of license and commercial */
};
enum { CLOSED, WEIGHTS, SOURCE };
enum { YES, CONDITIONAL, NO };
static const struct invent_license invent_licenses[] = { { NULL, 0, 0 },
	{ "apache-2.0", SOURCE, YES }, { "mit", SOURCE, YES }, { "llama3.1", WEIGHTS, CONDITIONAL },
	{ "other", WEIGHTS, CONDITIONAL }, { "cc-by-nc-4.0", WEIGHTS, NO },
	{ "openrail", WEIGHTS, CONDITIONAL }, { "gemma", WEIGHTS, CONDITIONAL },
	{ "llama2", WEIGHTS, CONDITIONAL }, { "llama3", WEIGHTS, CONDITIONAL },
	{ "cc-by-4.0", SOURCE, YES }, { "creativeml-openrail-m", WEIGHTS, CONDITIONAL },
	{ "afl-3.0", SOURCE, YES }, { "llama3.2", WEIGHTS, CONDITIONAL },
	{ "cc-by-nc-sa-4.0", WEIGHTS, NO }, { "cc-by-sa-4.0", SOURCE, YES },
	{ "bigscience-openrail-m", WEIGHTS, CONDITIONAL }, { "gpl-3.0", SOURCE, YES },
	{ "bsd-3-clause", SOURCE, YES }, { "agpl-3.0", SOURCE, YES }, { "cc0-1.0", SOURCE, YES },
	{ "bigcode-openrail-m", WEIGHTS, CONDITIONAL }, { "deepseek", WEIGHTS, CONDITIONAL },
	{ "qwen-research", WEIGHTS, NO }, { "wtfpl", SOURCE, YES }, { "unlicense", SOURCE, YES },
	{ "exaone", WEIGHTS, NO }, { "artistic-2.0", SOURCE, YES }, { "proprietary", CLOSED, NO } };

/* Masks of alignment; 0 unknown. */
enum {
	SFT = 1,
	RLHF = 2,
	RLAIF = 4,
	DPO = 8,
	PREFERENCE = 16,
	CONSTITUTIONAL = 32,
	RLVR = 64,
	DISTILLATION = 256,
	NONE = 2048
};
static const uint32_t invent_alignments[] = { NONE, SFT, 0, SFT | DPO, SFT | RLHF, PREFERENCE, RLVR,
	SFT | PREFERENCE, DISTILLATION, RLAIF, CONSTITUTIONAL };

enum {
	INVENT_FAMILY_COUNT = COUNT_OF(invent_families),
	INVENT_MAKER_COUNT = COUNT_OF(invent_makers),
	INVENT_SYLLABLE_COUNT = COUNT_OF(invent_syllables),
	INVENT_ENDING_COUNT = COUNT_OF(invent_endings),
	INVENT_VARIANT_COUNT = COUNT_OF(invent_variants),
	INVENT_KOREAN_COUNT = COUNT_OF(invent_korean),
	INVENT_CHINESE_COUNT = COUNT_OF(invent_chinese),
	INVENT_LICENSE_COUNT = COUNT_OF(invent_licenses),
	INVENT_ALIGNMENT_COUNT = COUNT_OF(invent_alignments)
};
#endif
