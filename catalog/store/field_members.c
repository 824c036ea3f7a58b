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
		"kto orpo ipo simpo"),
	MEMBER("constitutional", "constitutional AI", "constitution", "헌법적 AI", "헌법적 AI",
		"constitutional-ai"),
	MEMBER("rlvr", "RL on verifiable rewards", "rlvr", "검증 가능 보상 강화 학습(RLVR)", "RLVR",
		NULL),
	MEMBER("rl", "reinforcement learning", "rl", "강화 학습", "강화 학습", "grpo ppo"),
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

const struct member words_conditions[17] = {
	MEMBER("acceptable-use", "acceptable use", "acceptable use", "허용 용도 정책", "용도 제한",
		NULL),
	MEMBER("access-on-request", "access on request", "on request", "신청 후 이용",
		"신청 후 이용", NULL),
	MEMBER("attribution", "attribution", "attribution", "출처 표시", "출처 표시", NULL),
	MEMBER("clinical-validation", "clinical validation", "clin. valid.", "임상 검증 필요",
		"임상 검증", NULL),
	MEMBER("hosting-permission", "permission to host", "hosting", "제공 허가 필요", "제공 허가",
		NULL),
	MEMBER("naming", "naming rule", "naming", "이름 표기", "이름 표기", NULL),
	MEMBER("no-competing-models", "no competing models", "no competing", "경쟁 모델 금지",
		"경쟁 금지", NULL),
	MEMBER("no-derivatives", "no derivatives", "no deriv.", "변경 금지", "변경 금지", NULL),
	MEMBER("non-commercial", "non-commercial", "non-comm.", "비상업 이용", "비상업", NULL),
	MEMBER("pass-on-terms", "terms passed on", "pass on", "조건 승계", "조건 승계", NULL),
	MEMBER("region-excluded", "regions excluded", "regions", "쓸 수 없는 지역 있음",
		"제외 지역", NULL),
	MEMBER("registration", "registration", "registration", "등록 필요", "등록 필요", NULL),
	MEMBER("research-only", "research only", "research", "연구 전용", "연구 전용", NULL),
	MEMBER("revenue-cap", "revenue cap", "revenue cap", "매출 상한", "매출 상한", NULL),
	MEMBER("share-alike", "share alike", "share alike", "동일 조건 공유", "동일 조건", NULL),
	MEMBER("user-cap", "user cap", "user cap", "이용자 상한", "이용자 상한", NULL),
	MEMBER("vendor-terms", "vendor's terms", "terms", "업체 약관", "업체 약관", NULL),
};

const struct member words_good_at[20] = {
	MEMBER("agents", "agents", "agents", "에이전트(자율 작업)", "자율 작업", NULL),
	MEMBER("biomedical", "biomedical", "biomedical", "의생명", "의생명", NULL),
	MEMBER("chat", "chat", "chat", "대화", "대화", NULL),
	MEMBER("coding", "coding", "coding", "코딩", "코딩", NULL),
	MEMBER("documents", "documents", "documents", "문서", "문서", NULL),
	MEMBER("finance", "finance", "finance", "금융", "금융", NULL),
	MEMBER("korean", "Korean", "Korean", "한국어", "한국어", NULL),
	MEMBER("legal", "legal", "legal", "법률", "법률", NULL),
	MEMBER("long-context", "long texts", "long texts", "긴 글", "긴 글", NULL),
	MEMBER("low-latency", "fast answers", "fast answers", "빠른 응답", "빠른 응답", NULL),
	MEMBER("maths", "maths", "maths", "수학", "수학", "math"),
	MEMBER("moderation", "moderation", "moderation", "유해성 검사", "유해성 검사", NULL),
	MEMBER("reasoning", "reasoning", "reasoning", "단계적 추론", "추론", NULL),
	MEMBER("research", "research", "research", "조사", "조사", NULL),
	MEMBER("role-play", "role-play", "role-play", "역할극", "역할극", NULL),
	MEMBER("safety", "safety", "safety", "안전", "안전", NULL),
	MEMBER("speech", "speech", "speech", "음성", "음성", NULL),
	MEMBER("translation", "translation", "translation", "번역", "번역", NULL),
	MEMBER("vision", "vision", "vision", "이미지 이해", "비전", NULL),
	MEMBER("writing", "writing", "writing", "글쓰기", "글쓰기", NULL),
};

/* Codes are what English readers are used to; Korean ones read names. */
#define COUNTRY(code, ko) MEMBER(code, code, code, ko, ko, NULL)
const struct member words_region[21] = {
	MEMBER("global", "global", "global", "전 세계", "전 세계", NULL),
	MEMBER("APAC", "Asia-Pacific", "APAC", "아시아 태평양", "APAC", NULL),
	COUNTRY("AE", "아랍에미리트"),
	COUNTRY("AU", "호주"),
	COUNTRY("BR", "브라질"),
	COUNTRY("CA", "캐나다"),
	COUNTRY("CH", "스위스"),
	COUNTRY("CN", "중국"),
	COUNTRY("DE", "독일"),
	COUNTRY("ES", "스페인"),
	COUNTRY("FI", "핀란드"),
	COUNTRY("FR", "프랑스"),
	COUNTRY("GB", "영국"),
	COUNTRY("HK", "홍콩"),
	COUNTRY("IL", "이스라엘"),
	COUNTRY("IN", "인도"),
	COUNTRY("JP", "일본"),
	COUNTRY("KR", "한국"),
	COUNTRY("PL", "폴란드"),
	COUNTRY("SG", "싱가포르"),
	COUNTRY("US", "미국"),
};

const struct member words_api[3] = {
	MEMBER("anthropic-compatible", "Anthropic-compatible", "Anthropic's", "Anthropic 호환",
		"Anthropic", NULL),
	MEMBER("openai-compatible", "OpenAI-compatible", "OpenAI's", "OpenAI 호환", "OpenAI 호환",
		NULL),
	MEMBER("own", "own", "its own", "자체 규격", "자체 규격", NULL),
};
