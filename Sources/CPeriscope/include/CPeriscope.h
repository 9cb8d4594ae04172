#pragma once

#include <stddef.h>
#include <stdint.h>

// What Swift cannot reach by itself: C globals, the notes of the loaded binary, and loops that must be fast in a debug
// build too. Nothing here allocates or writes to a descriptor that it did not open.

// The process's environment, name=value, ended by a null; null where there is none.
char *_Nullable *_Nullable periscope_environment(void);

uint32_t periscope_uid(void);

// Copies the build id that the linker wrote into the main executable (NT_GNU_BUILD_ID, or LC_UUID on Darwin).
// Returns its length in bytes, at most `capacity`; 0 where there is none.
size_t periscope_build_id(uint8_t *_Nonnull bytes, size_t capacity);

// Hashes a file's contents, 64 bits. Returns 0, or the errno of what failed.
int periscope_hash_file(const char *_Nonnull path, uint64_t *_Nonnull hash);
