#define _GNU_SOURCE
#include "Walk.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#if defined(__APPLE__)
#include <mach-o/dyld.h>
#include <mach-o/loader.h>
#else
#include <link.h>
#endif

// The walk reads words of the caller's own stack, between its stack pointer and the stack's top, and contexts of the
// asynchronous functions that it finds there; nothing else. It cannot fault:
//
// - Between the stack pointer of a running function and the top of its thread's stack all memory is mapped. Each step
//   is checked against both, and each moves up, so the walk ends.
// - How far a step goes is what the compiler wrote down for that return address, so a frame is never guessed. Where
//   nothing is written down the walk ends. Only on Darwin, where everything keeps frame pointers, those are followed,
//   inside the same bounds.
// - A context is followed only from a frame of a function that stores one there, which its first instructions tell
//   (`periscope_rule.async`; on Darwin bit 60 of the saved frame pointer). Swift's runtime needs the two words that are
//   read of it, the caller's context and where that resumes, when the function returns, so both are alive as long as
//   the function is, and so are the caller's.

enum {
  // Frames of all objects, and contexts, that one walk looks at.
  STEP_LIMIT = 512,
  // Return addresses whose rules are remembered: a power of two. Two that fall together take turns.
  RULE_SLOTS = 4096,
  // Frames between a library and us that a callback is made of, at most.
  CALLBACK_FRAMES = 8,
  // Bits of an address that a process may have: half of the 48 that x86-64 translates, all 48 of AArch64, where Linux
  // puts stacks at their very top. (Documentation/arch/x86/x86_64/mm.rst and arm64/memory.rst of the Linux kernel;
  // larger address spaces are given only to those who ask for them.)
#if defined(__aarch64__)
  ADDRESS_BITS = 48,
#else
  ADDRESS_BITS = 47,
#endif
};

// MARK: The executable

static struct periscope_image executable;
static pthread_once_t executable_once = PTHREAD_ONCE_INIT;

#if defined(__APPLE__)
static void find_executable(void) {
  const struct mach_header_64 *header = (const struct mach_header_64 *)_dyld_get_image_header(0);
  if (header == NULL || header->magic != MH_MAGIC_64) return;
  uint64_t base = (uint64_t)(uintptr_t)header;
  const struct load_command *command = (const struct load_command *)(header + 1);
  for (uint32_t index = 0; index < header->ncmds; index++) {
    const struct segment_command_64 *segment = (const struct segment_command_64 *)command;
    if (command->cmd == LC_SEGMENT_64 && strcmp(segment->segname, "__TEXT") == 0) {
      executable = (struct periscope_image){base, base, base + segment->vmsize};
    }
    command = (const struct load_command *)((const char *)command + command->cmdsize);
  }
}
#else
// The first object that the linker reports is the executable itself; its return value ends the walk.
static int take_executable(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  struct periscope_image *image = context;
  for (size_t index = 0; index < info->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[index];
    if (segment->p_type != PT_LOAD || (segment->p_flags & PF_X) == 0) continue;
    uint64_t start = info->dlpi_addr + segment->p_vaddr;
    uint64_t end = start + segment->p_memsz;
    if (image->end == 0 || start < image->start) image->start = start;
    if (end > image->end) image->end = end;
  }
  image->base = info->dlpi_addr;
  return 1;
}

static void find_executable(void) {
  struct periscope_image image = {0};
  dl_iterate_phdr(take_executable, &image);
  executable = image;
}
#endif

struct periscope_image periscope_executable(void) {
  pthread_once(&executable_once, find_executable);
  return executable;
}

// MARK: The thread

// Where this thread's stack ends; 0 before it was asked, 1 where that is not known.
static __thread uint64_t stack_top;
static __thread uint64_t stack_bottom;

static __attribute__((noinline)) void find_stack(void) {
  stack_top = 1;
#if defined(__APPLE__)
  stack_top = (uint64_t)(uintptr_t)pthread_get_stackaddr_np(pthread_self());
  stack_bottom = stack_top - pthread_get_stacksize_np(pthread_self());
#else
  pthread_attr_t attributes;
  void *bottom;
  size_t size;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
  if (pthread_attr_getstack(&attributes, &bottom, &size) == 0) {
    stack_bottom = (uint64_t)(uintptr_t)bottom;
    stack_top = stack_bottom + size;
  }
  pthread_attr_destroy(&attributes);
#endif
}

// MARK: Rules

// A rule in one word, and that word with the address mixed in: a reader takes two halves of different writers for
// neither, so nobody waits. 0 is no rule.
struct slot {
  _Atomic uint64_t check;
  _Atomic uint64_t rule;
};

static struct slot slots[RULE_SLOTS];

static uint64_t pack(struct periscope_rule rule) {
  return (uint64_t)1 | (uint64_t)rule.kind << 1 | (uint64_t)rule.own << 3 | (uint64_t)rule.async << 4
      | (uint64_t)rule.keeps_fp << 5 | ((uint64_t)(uint32_t)rule.cfa >> 3 & 0x7fffff) << 6
      | ((uint64_t)(int64_t)(rule.return_address / 8) & 0x3fff) << 29
      | ((uint64_t)(int64_t)(rule.saved_fp / 8) & 0x3fff) << 43 | (uint64_t)rule.entering << 57
      | (uint64_t)rule.in_register << 58;
}

static inline int64_t unpack_offset(uint64_t packed, unsigned shift) {
  return ((int64_t)(packed << (64 - 14 - shift)) >> (64 - 14)) * 8;
}

static __attribute__((noinline)) uint64_t learn_rule(uint64_t pc, struct slot *slot, bool safely) {
  uint64_t packed = pack(safely ? periscope_find_rule_safely(pc) : periscope_find_rule(pc));
  atomic_store_explicit(&slot->rule, packed, memory_order_relaxed);
  atomic_store_explicit(&slot->check, packed ^ pc, memory_order_relaxed);
  return packed;
}

static inline uint64_t rule_of(uint64_t pc, bool safely) {
  struct slot *slot = &slots[(pc * UINT64_C(0x9E3779B97F4A7C15)) >> 52];
  uint64_t packed = atomic_load_explicit(&slot->rule, memory_order_relaxed);
  uint64_t check = atomic_load_explicit(&slot->check, memory_order_relaxed);
  if (packed != 0 && (packed ^ check) == pc) return packed;
  return learn_rule(pc, slot, safely);
}

// MARK: The walk

// What a walk has found, and what it is after: either the executable's frames, as offsets, or those of all objects, as
// addresses to look up.
struct walk {
  uint64_t *frames;
  uint32_t count;
  uint32_t limit;
  uint32_t physical;
  uint32_t skip;
  bool behind_library;
  // Of all objects, and in a signal handler.
  bool interrupted;
  // Frames are missing: there was no room, or the walk could go no further.
  bool truncated;
  // Where the function begins that was interrupted, if it is asynchronous.
  uint64_t interrupted_function;
};

// Takes down one frame; false where there is no room for it.
static inline bool take(struct walk *walk, uint64_t frame) {
  if (walk->skip > 0) {
    walk->skip--;
    return true;
  }
  if (walk->count == walk->limit) {
    walk->truncated = true;
    return false;
  }
  walk->frames[walk->count++] = frame;
  return true;
}

static inline uint64_t strip(uint64_t pointer) {
#if defined(__aarch64__)
  // Signed return addresses carry their signature above the address.
  return pointer & UINT64_C(0x0000ffffffffffff);
#else
  return pointer;
#endif
}

NO_SANITIZER static inline uint64_t word(uint64_t address) {
  return *(const volatile uint64_t *)(uintptr_t)address;
}

// From an asynchronous function's context to those of its callers.
NO_SANITIZER static void follow_contexts(struct walk *walk, uint64_t context, struct periscope_image image) {
  for (unsigned step = 0; step < STEP_LIMIT; step++) {
    context = strip(context);
    if (context == 0) return;
    // The runtime aligns contexts to 16; no page below 4096 and no address of more bits is a process's own.
    if (context < 4096 || context >> ADDRESS_BITS != 0 || context % 16 != 0) {
      if (walk->interrupted) walk->truncated = true;
      return;
    }
    uint64_t resume = strip(word(context + 8));
    // A function that goes on after an await begins with its callee's context, and takes its own a few instructions on.
    if (resume == walk->interrupted_function && step == 0 && resume != 0) {
      context = word(context);
      continue;
    }
    bool own = resume - image.start < image.end - image.start;
    if (own && !take(walk, walk->interrupted ? resume : resume - image.base)) return;
    context = word(context);
  }
  walk->truncated = true;
}

static void finish(struct periscope_stack *stack) {
  if (stack->count == 0) return;
  uint64_t hash = (uint64_t)stack->count << 32 | stack->physical << 1 | stack->truncated;
  for (uint32_t index = 0; index < stack->count; index++) {
    hash = (hash ^ stack->frames[index]) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 29;
  }
  hash *= UINT64_C(0xBF58476D1CE4E5B9);
  hash ^= hash >> 32;
  stack->hash = hash != 0 ? hash : 1;
}

// Where a frame's caller stands.
struct caller {
  enum { UP, ASYNC, TOP, LOST } kind;
  struct periscope_place place;
  // Of an asynchronous frame.
  uint64_t context;
};

// One step up, by the rule of the address that the place is at.
NO_SANITIZER static inline struct caller step_up(struct periscope_place place, uint64_t rule) {
  struct caller caller = {LOST, place, 0};
  unsigned kind = rule >> 1 & 3;
  if (kind == PERISCOPE_RULE_OUTERMOST) {
    caller.kind = TOP;
    return caller;
  }
  uint64_t cfa, return_slot, fp_slot;
  bool async = rule >> 4 & 1;
  if (kind == PERISCOPE_RULE_UNKNOWN) {
    // On Darwin everything keeps frame pointers. Elsewhere a guess could lead to a frame that is none, and from there
    // to a context that is none and to memory that is not there.
#if defined(__APPLE__)
    cfa = place.fp + 16;
    return_slot = place.fp + 8;
    fp_slot = place.fp;
#else
    return caller;
#endif
  } else {
    // Whoever called somebody has put it on the stack.
    if ((rule >> 58 & 1) != 0) return caller;
    cfa = (kind == PERISCOPE_RULE_FROM_FP ? place.fp : place.sp) + ((rule >> 6 & 0x7fffff) << 3);
    return_slot = cfa + (uint64_t)unpack_offset(rule, 29);
    fp_slot = (rule >> 5 & 1) != 0 ? 0 : cfa + (uint64_t)unpack_offset(rule, 43);
  }
  if (cfa % 8 != 0 || cfa <= place.sp || cfa > place.top) return caller;
  if (return_slot % 8 != 0 || return_slot < place.sp || return_slot > place.top - 8) return caller;
  if (fp_slot != 0 && (fp_slot % 8 != 0 || fp_slot < place.sp || fp_slot > place.top - 8)) return caller;

  uint64_t fp = fp_slot != 0 ? word(fp_slot) : place.fp;
#if defined(__APPLE__)
  async = fp_slot == place.fp && (fp >> 60 & 1) != 0;
  fp &= ~(UINT64_C(1) << 60);
#endif
  if (async) {
    // Below it the stack is the executor's, and differs from one resumption to the next: the callers are contexts.
    uint64_t slot = place.fp - 8;
    if (slot % 8 != 0 || slot < place.sp || slot > place.top - 8) return caller;
    caller.kind = ASYNC;
    caller.context = word(slot);
    return caller;
  }
  caller.kind = UP;
  caller.place = (struct periscope_place){word(return_slot), fp, cfa, place.top};
  return caller;
}

NO_SANITIZER static void follow(struct walk *walk, struct periscope_place place, struct periscope_image image) {
  for (unsigned step = 0; step < STEP_LIMIT; step++) {
    uint64_t pc = strip(place.pc);
    if (pc < 4096) {
      walk->truncated |= walk->interrupted;
      return;
    }
    bool own = pc - image.start < image.end - image.start;
    if (!own && walk->behind_library) {
      walk->behind_library = false;
      if (walk->count <= CALLBACK_FRAMES) walk->count = 0;
    }
    if (walk->interrupted) {
      if (!take(walk, pc - 1)) return;
    } else if (own && !take(walk, pc - image.base)) {
      return;
    }
    walk->physical = walk->count;

    struct caller caller = step_up(place, rule_of(pc, walk->interrupted));
    switch (caller.kind) {
    case UP: place = caller.place; break;
    case ASYNC: return follow_contexts(walk, caller.context, image);
    case TOP: return;
    case LOST:
      walk->truncated |= walk->interrupted;
      return;
    }
  }
  walk->truncated = true;
}

// Whether the checks of a walk, which subtract from the top and add to places below it, can be relied on.
static inline bool is_sound(struct periscope_place place) {
  return place.top >= 4096 && place.top >> ADDRESS_BITS == 0 && place.sp < place.top && place.sp >= 4096;
}

void periscope_walk_from(
    struct periscope_place place, struct periscope_stack *stack, uint32_t skip, bool behind_library) {
  struct walk walk = {
      .frames = stack->frames, .limit = PERISCOPE_FRAMES, .skip = skip, .behind_library = behind_library};
  if (is_sound(place)) follow(&walk, place, periscope_executable());
  stack->hash = 0;
  stack->count = walk.count;
  stack->physical = walk.physical;
  stack->truncated = walk.truncated;
  finish(stack);
}

__attribute__((noinline)) NO_SANITIZER void periscope_walk(
    struct periscope_stack *stack, uint32_t skip, bool behind_library) {
  uint64_t frame = (uint64_t)(uintptr_t)__builtin_frame_address(0);
  if (stack_top == 0) find_stack();
  // On a stack that is not the thread's own nothing is known of where it ends: then there are no frames.
  struct periscope_place place = {word(frame + 8), word(frame), frame + 16, stack_top};
  if (frame < stack_bottom || frame >= stack_top) place.top = 0;
  periscope_walk_from(place, stack, skip, behind_library);
}

// MARK: Interrupted threads

NO_SANITIZER static void follow_interrupted(struct walk *walk, struct periscope_interruption interruption) {
  struct periscope_image image = periscope_executable();
  struct periscope_place place = {
      // As if it were a return address: what is looked up is one less.
      interruption.pc + 1, interruption.fp, interruption.sp, interruption.top};
  take(walk, interruption.pc);
  walk->physical = walk->count;
  walk->truncated = true;
  if (!is_sound(place)) return;
  // Not remembered: an instruction is seldom interrupted twice.
  struct periscope_rule rule = periscope_find_rule_safely(place.pc);
  if (rule.entering || rule.async) walk->interrupted_function = rule.function;
  if (rule.entering) {
    walk->truncated = false;
    return follow_contexts(walk, interruption.context, image);
  }
  if (rule.in_register && rule.kind == PERISCOPE_RULE_FROM_SP && rule.keeps_fp) {
    place.pc = interruption.link;
    place.sp += (uint64_t)rule.cfa;
    if (!is_sound(place)) return;
    walk->truncated = false;
    return follow(walk, place, image);
  }
  struct caller caller = step_up(place, pack(rule));
  walk->truncated = caller.kind == LOST;
  if (caller.kind == UP) follow(walk, caller.place, image);
  if (caller.kind == ASYNC) follow_contexts(walk, caller.context, image);
}

void periscope_walk_interrupted(struct periscope_interruption interruption, struct periscope_sample *sample) {
  struct walk walk = {.frames = sample->frames, .limit = PERISCOPE_SAMPLE_FRAMES, .interrupted = true};
  follow_interrupted(&walk, interruption);
  sample->count = walk.count;
  sample->physical = walk.physical;
  sample->truncated = walk.truncated;
}
