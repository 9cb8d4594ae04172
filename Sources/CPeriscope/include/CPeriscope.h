#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What Swift cannot reach by itself: C globals, the notes of the loaded binary, the stack, and loops that must be fast
// in a debug build too. Nothing here allocates or writes to a descriptor that it did not open.

// The process's environment, name=value, ended by a null; null where there is none.
char *_Nullable *_Nullable periscope_environment(void);

uint32_t periscope_uid(void);

// Copies the build id that the linker wrote into the main executable (NT_GNU_BUILD_ID, or LC_UUID on Darwin).
// Returns its length in bytes, at most `capacity`; 0 where there is none.
size_t periscope_build_id(uint8_t *_Nonnull bytes, size_t capacity);

// Hashes a file's contents, 64 bits. Returns 0, or the errno of what failed.
int periscope_hash_file(const char *_Nonnull path, uint64_t *_Nonnull hash);

enum {
  // Frames that one walk takes down at most.
  PERISCOPE_FRAMES = 64,
};

// What a walk found: frames of the main executable, innermost first, as offsets from its load address.
struct periscope_stack {
  // Of the frames, of how many are physical and of whether some are missing; 0 where there are no frames.
  uint64_t hash;
  uint32_t count;
  // How many of the frames are return addresses; those behind are where asynchronous callers resume.
  uint32_t physical;
  // The walk ended at its limit, not at the stack's end.
  bool truncated;
  uint64_t frames[PERISCOPE_FRAMES];
};

// Where a walk begins: what the registers were at a call, and the memory that is the stack.
struct periscope_place {
  // The return address of the call.
  uint64_t pc;
  // The frame pointer and the stack pointer after the return.
  uint64_t fp;
  uint64_t sp;
  // All the stack's memory that may be read lies from `sp` up to this.
  uint64_t top;
};

// Walks the caller's stack. The first `skip` frames are left out; and, for a caller that a library called back, with
// `behind_library` all frames that stand inside the library's, where there are at most eight.
//
// Costs some 10 ns a frame once a place has been seen, a few µs the first time; takes no lock but the first time,
// allocates nothing.
void periscope_walk(struct periscope_stack *_Nonnull stack, uint32_t skip, bool behind_library);

// Walks a stack that is handed in, such as a made-up one of a test.
void periscope_walk_from(
    struct periscope_place place, struct periscope_stack *_Nonnull stack, uint32_t skip, bool behind_library);

// How much a function's frame must be moved by to come to its caller's.
//
// True of one return address, wherever the stack is; the compiler says it in the unwind tables, for every function of
// every object, also those that keep no frame pointer.
struct periscope_rule {
  enum {
    // Nothing is known of the address.
    PERISCOPE_RULE_UNKNOWN,
    // Nobody called: the thread's first function.
    PERISCOPE_RULE_OUTERMOST,
    // The caller's stack pointer is `cfa` bytes from our stack pointer, or from our frame pointer.
    PERISCOPE_RULE_FROM_SP,
    PERISCOPE_RULE_FROM_FP,
  } kind;
  // The address is the main executable's.
  bool own;
  // The function is Swift's and asynchronous: its context stands eight bytes below its frame pointer.
  bool async;
  // It is, and has not stored it yet: the context is in the register that it came in.
  bool entering;
  // The return address is still in the register that the call left it in.
  bool in_register;
  // The function is Swift's and asynchronous and stores its context, wherever in it the address is.
  bool stores_context;
  // No function, but the linker's jump to one of another object.
  bool stub;
  // The frame pointer was not changed.
  bool keeps_fp;
  // The same of the register that asynchronous functions are handed their context in; or it was saved.
  bool keeps_context;
  bool saves_context;
  // Bytes; the others are from the caller's stack pointer on.
  int32_t cfa;
  int32_t return_address;
  int32_t saved_fp;
  int32_t saved_context;
  // The function's first instruction, and the end of its last; 0 where unknown.
  uint64_t function;
  uint64_t function_end;
};

// Reads the rule of a return address out of its object's unwind tables; a few µs, and the dynamic linker's lock.
struct periscope_rule periscope_find_rule(uint64_t pc);

// Where the main executable's code is, and where it was loaded.
struct periscope_image {
  uint64_t base;
  uint64_t start;
  uint64_t end;
};

// The main executable; asked of the dynamic linker once.
struct periscope_image periscope_executable(void);

#include "CPeriscopeSampler.h"
