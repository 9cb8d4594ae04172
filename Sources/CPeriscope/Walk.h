#pragma once

#include "CPeriscopeSampler.h"

// What the files of this room share and nobody else needs.

#define NO_SANITIZER __attribute__((no_sanitize("address", "thread", "undefined")))

#if defined(__ELF__)
#include <link.h>

// Copies the build id of an object that the dynamic linker reports; returns its length in bytes, 0 where there is none.
size_t periscope_build_id_of(const struct dl_phdr_info *info, uint8_t *bytes, size_t capacity);
#endif

enum {
  // Bits of an address that a process may have: half of the 48 that x86-64 translates, all 48 of AArch64, where Linux
  // puts stacks at their very top. (Documentation/arch/x86/x86_64/mm.rst and arm64/memory.rst of the Linux kernel;
  // larger address spaces are given only to those who ask for them.)
#if defined(__aarch64__)
  PERISCOPE_ADDRESS_BITS = 48,
#else
  PERISCOPE_ADDRESS_BITS = 47,
#endif
};

// The span that this thread runs for a request, of those that no task-local tells; 0 where there is none. Safe in a
// signal handler.
uint64_t periscope_running_span_of(uint64_t request);

// Forgets what is known of addresses, since other code may stand there now.
void periscope_forget_rules(void);

// Whether the eight bytes at an address, which is a multiple of eight, can be read. Safe in a signal handler.
bool periscope_is_readable(uint64_t address);

// An object's code, and its unwind tables: every read of them is kept between `low` and `high`.
struct periscope_object {
  uint64_t base;
  uint64_t start;
  uint64_t end;
  // .eh_frame_hdr; null where there is none.
  const uint8_t *table;
  const uint8_t *low;
  const uint8_t *high;
};

// The rule of an address inside an object's code; as `periscope_find_rule`, of an address that is looked up as it is.
struct periscope_rule periscope_rule_in(const struct periscope_object *object, uint64_t address, bool own);

// The object that holds an address, as the last scan saw them. Safe in a signal handler.
bool periscope_known_object(uint64_t address, struct periscope_object *object);

// As `periscope_find_rule`, safe in a signal handler: no lock, no allocation.
struct periscope_rule periscope_find_rule_safely(uint64_t pc);

// The registers of a thread that was interrupted, and the top of its stack; 0 where that is not known.
struct periscope_interruption {
  uint64_t pc;
  uint64_t fp;
  uint64_t sp;
  // Where an asynchronous function is handed its context, and where a call leaves its return address, if in a register.
  uint64_t context;
  uint64_t link;
  uint64_t top;
};

// Walks an interrupted thread's stack into a sample's frames. Safe in a signal handler.
void periscope_walk_interrupted(struct periscope_interruption interruption, struct periscope_sample *sample);
