/* SPDX-License-Identifier: MIT */
#include "catalog/store/field_members.h"

/* key, English title and short form, Korean title and short form, further words the query takes */
#define MEMBER(key_, en, en_brief, ko, ko_brief, aliases_) \
	{ \
		.key = key_, .title = { en, ko }, .brief = { en_brief, ko_brief }, \
		.aliases = aliases_ \
	}

/* The same with what a list column shows in English and in Korean; NULL: the brief word. */
#define MEMBER_COLUMN(key_, en, en_brief, en_column, ko, ko_brief, ko_column, aliases_) \
	{ \
		.key = key_, .title = { en, ko }, .brief = { en_brief, ko_brief }, \
		.column = { en_column, ko_column }, .aliases = aliases_ \
	}

const struct member members_status[4] = {
	MEMBER("active", "active", "active", "제공 중", "제공 중", NULL),
	MEMBER("preview", "preview", "preview", "미리보기", "미리보기", "beta alpha"),
	MEMBER("deprecated", "deprecated", "deprecated", "지원 중단 예고", "종료 예정", NULL),
	MEMBER("retired", "retired", "retired", "제공 종료", "종료", NULL),
};

const struct member members_architecture[7] = {
	MEMBER("dense", "dense", "dense", "덴스", "덴스", "밀집"),
	MEMBER_COLUMN("moe", "mixture of experts", "moe", NULL, "전문가 혼합(MoE)", "전문가 혼합",
		"MoE", "mixture-of-experts 전문가혼합"),
	MEMBER("router", "router", "router", "라우터 기반", "라우터", NULL),
	MEMBER_COLUMN("ssm", "state-space", "ssm", NULL, "상태 공간 모델(SSM)", "상태 공간", "SSM",
		"state-space mamba 상태공간"),
	MEMBER("hybrid", "hybrid", "hybrid", "하이브리드", "하이브리드", NULL),
	MEMBER_COLUMN("diffusion", "diffusion", "diffusion", "diffus.", "확산 언어 모델", "확산",
		NULL, NULL),
	MEMBER("undisclosed", "not disclosed", "undisclosed", "미공개", "미공개", NULL),
};

const struct member members_input[5] = {
	MEMBER("text", "text", "text", "텍스트", "텍스트", "글"),
	MEMBER("image", "image", "image", "이미지", "이미지", "vision"),
	MEMBER("audio", "audio", "audio", "오디오", "오디오", "소리"),
	MEMBER("video", "video", "video", "비디오", "비디오", "영상"),
	MEMBER("pdf", "PDF", "pdf", "PDF", "PDF", NULL),
};

const struct member members_output[5] = {
	MEMBER("text", "text", "text", "텍스트", "텍스트", "글"),
	MEMBER("image", "image", "image", "이미지", "이미지", NULL),
	MEMBER("audio", "audio", "audio", "오디오", "오디오", "소리"),
	MEMBER("video", "video", "video", "비디오", "비디오", "영상"),
	MEMBER("embedding", "embedding", "embedding", "임베딩", "임베딩", "embeddings"),
};

const struct member members_data[22] = {
	MEMBER("web", "web", "web", "웹", "웹", NULL),
	MEMBER("code", "code", "code", "코드", "코드", NULL),
	MEMBER("curated", "curated", "curated", "선별 데이터", "선별", NULL),
	MEMBER("documents", "documents", "documents", "문서", "문서", NULL),
	MEMBER("books", "books", "books", "책", "책", NULL),
	MEMBER("papers", "papers", "papers", "논문", "논문", NULL),
	MEMBER("multilingual", "multilingual", "multilingual", "다국어", "다국어", NULL),
	MEMBER("zh-en", "Chinese and English", "zh-en", "중국어/영어", "중국어/영어", NULL),
	MEMBER("korean", "Korean", "korean", "한국어", "한국어", NULL),
	MEMBER("maths", "maths", "maths", "수학", "수학", "math"),
	MEMBER("social-stream", "social posts", "social", "소셜 게시물 스트림", "소셜", "social"),
	MEMBER("biomedical", "biomedical", "biomedical", "의생명", "의생명", NULL),
	MEMBER("finance", "finance", "finance", "금융", "금융", NULL),
	MEMBER("legal", "legal", "legal", "법률", "법률", NULL),
	MEMBER("video", "video", "video", "비디오", "비디오", NULL),
	MEMBER("audio", "audio", "audio", "오디오", "오디오", NULL),
	MEMBER("images", "images", "images", "이미지", "이미지", "image"),
	MEMBER("synthetic", "synthetic", "synthetic", "합성 데이터", "합성", NULL),
	MEMBER("human-written", "written by people", "human", "사람이 쓴 데이터", "사람 작성",
		"human-demonstrations"),
	MEMBER("user-interactions", "user interactions", "users", "이용자 대화", "이용자", NULL),
	MEMBER("licensed", "licensed", "licensed", "이용 허락을 받은 데이터", "허락 데이터", NULL),
	MEMBER("undisclosed", "not disclosed", "undisclosed", "미공개", "미공개", NULL),
};

const struct member members_public[3] = {
	MEMBER("yes", "yes", "yes", "공개", "공개", NULL),
	MEMBER("partial", "in part", "partial", "일부 공개", "일부", NULL),
	MEMBER("no", "no", "no", "공개 안 함", "공개 안 함", NULL),
};

const struct member members_alignment[13] = {
	MEMBER("sft", "SFT", "sft", "지도 미세 조정(SFT)", "SFT", "supervised"),
	MEMBER("rlhf", "RLHF", "rlhf", "인간 피드백 기반 강화 학습(RLHF)", "RLHF", NULL),
	MEMBER("rlaif", "RLAIF", "rlaif", "AI 피드백 기반 강화 학습(RLAIF)", "RLAIF", NULL),
	MEMBER("dpo", "DPO", "dpo", "직접 선호도 최적화(DPO)", "DPO", NULL),
	MEMBER("preference", "preference optimisation", "preference", "선호도 최적화", "선호도",
		NULL),
	MEMBER("constitutional", "constitutional AI", "constitution", "헌법적 AI", "헌법적 AI",
		"constitutional-ai"),
	MEMBER("rlvr", "RL on verifiable rewards", "rlvr", "검증 가능 보상 강화 학습(RLVR)", "RLVR",
		NULL),
	MEMBER("rl", "reinforcement learning", "rl", "강화 학습", "강화 학습", NULL),
	MEMBER("distillation", "distillation", "distilled", "증류", "증류", NULL),
	MEMBER("router-policy", "router policy", "policy", "라우터 정책", "라우터 정책", NULL),
	MEMBER("minimal-filtering", "minimal filtering", "minimal", "최소한의 콘텐츠 필터링",
		"최소 필터링", NULL),
	MEMBER("none", "none (base model)", "none", "정렬 없음(기본 모델)", "없음", "base"),
	MEMBER("undisclosed", "not disclosed", "undisclosed", "미공개", "미공개", NULL),
};

const struct member members_license[3] = {
	MEMBER_COLUMN("closed-api", "closed API", "closed", NULL, "클로즈드 API", "클로즈드 API",
		"클로즈드", "closed 폐쇄형"),
	MEMBER_COLUMN("open-weight", "open weight", "weights", NULL, "오픈 웨이트", "오픈 웨이트",
		"웨이트", "weights open-weights 웨이트"),
	MEMBER("open-source", "open source", "open src", "오픈 소스", "오픈 소스",
		"opensource 오픈소스"),
};

const struct member members_commercial[3] = {
	MEMBER("yes", "yes", "yes", "가능", "가능", NULL),
	MEMBER("conditional", "conditional", "conditional", "조건부", "조건부", NULL),
	MEMBER("no", "no", "no", "불가", "불가", NULL),
};

const struct member members_can[8] = {
	MEMBER("reasoning", "step-by-step reasoning", "reasoning", "단계적 추론", "추론",
		"thinking"),
	MEMBER("tools", "tool calling", "tools", "도구 호출", "도구 호출", "tool tool-calling"),
	MEMBER("structured-output", "structured output", "structured", "구조화 출력", "구조화 출력",
		"structured json"),
	MEMBER("caching", "prompt caching", "caching", "프롬프트 캐싱", "캐싱", NULL),
	MEMBER("batch", "batch jobs", "batch", "배치 처리", "배치 처리", NULL),
	MEMBER("fine-tuning", "fine-tuning", "fine-tuning", "미세 조정", "미세 조정",
		"파인튜닝 튜닝"),
	MEMBER("live-data", "live data", "live data", "실시간 정보", "실시간 정보", NULL),
	MEMBER("auto-router", "automatic light or deep", "auto-router", "경량/심층 자동 전환",
		"자동 전환", NULL),
};

const struct member members_availability[3] = {
	MEMBER("public", "public", "public", "누구나", "누구나", NULL),
	MEMBER("restricted", "restricted", "restricted", "제한적", "제한적", NULL),
	MEMBER("none", "not available", "none", "불가", "불가", NULL),
};

const struct member members_run[3] = {
	MEMBER("api", "API", "api", "API", "API", NULL),
	MEMBER("cloud-tenancy", "your cloud account", "cloud", "자사 클라우드 계정", "클라우드",
		"cloud"),
	MEMBER("own-hardware", "your own hardware", "own", "자체 장비(온프레미스)", "자체 장비",
		"own local on-premises"),
};

const struct member members_data_terms[3] = {
	MEMBER("trains-by-default", "trains by default", "trains", "따로 막지 않으면 학습에 씀",
		"기본 학습", NULL),
	MEMBER("no-training", "no training on input", "no training", "학습에 쓰지 않음",
		"학습 안 함", NULL),
	MEMBER("zero-retention", "zero retention", "no retention", "입력을 보관하지 않음", "무보관",
		NULL),
};
