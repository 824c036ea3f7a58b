/* SPDX-License-Identifier: MIT */
/* The bytes of the files in resources.def, and resource_table, which resources.c reads.
 * Paths are looked up in the folders that -Wa,-I names: the build tree, then the source tree. */
#define JOIN(prefix, name) prefix##name
#define LABEL(prefix, name) JOIN(prefix, name)
#define SYMBOL(name) LABEL(__USER_LABEL_PREFIX__, name)

#ifdef __APPLE__
#define SECTION_BYTES .section __TEXT,__const
#define SECTION_TABLE .section __DATA,__const
#else
#define SECTION_BYTES .section .rodata
#define SECTION_TABLE .section .data.rel.ro,"aw"
#endif

#if __SIZEOF_POINTER__ == 8
#define WORD .quad
#else
#define WORD .long
#endif

	.macro resource_bytes name, path
	.balign 64
bytes_\name:
	.incbin "\path"
end_\name:
	.byte 0
path_\name:
	.asciz "\path"
	.endm

	SECTION_BYTES
#define RESOURCE(name, path) resource_bytes name, path
#include "cli/resources.def"
#undef RESOURCE

	.macro resource_row name
	WORD path_\name, bytes_\name, end_\name - bytes_\name
	.endm

	SECTION_TABLE
	.balign 8
	.globl SYMBOL(resource_table)
SYMBOL(resource_table):
#define RESOURCE(name, path) resource_row name
#include "cli/resources.def"
#undef RESOURCE

#ifdef __ELF__
	.section .note.GNU-stack,"",%progbits
#endif
