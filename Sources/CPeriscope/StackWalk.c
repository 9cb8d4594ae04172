#define _GNU_SOURCE
#include "Walk.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#if defined(__APPLE__)
#include <mach-o/dyld.h>
#include <mach-o/loader.h>
#else
#include <link.h>
#include <sys/syscall.h>
#include <unistd.h>
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
  STEP_LIMIT = 1024,
  // Return addresses whose rules are remembered: a power of two. Two that fall together take turns.
  RULE_SLOTS = 4096,
  // Frames between a library and us that a callback is made of, at most.
  CALLBACK_FRAMES = 8,
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

// The parts of the word, as bits from its lower end.
enum {
  KIND_SHIFT = 1,
  ASYNC_SHIFT = 3,
  KEEPS_FP_SHIFT = 4,
  KEEPS_CONTEXT_SHIFT = 5,
  SAVES_CONTEXT_SHIFT = 6,
  CFA_SHIFT = 7,
  CFA_BITS = 20,
  RETURN_SHIFT = CFA_SHIFT + CFA_BITS,
  OFFSET_BITS = 12,
  FP_SHIFT = RETURN_SHIFT + OFFSET_BITS,
  CONTEXT_SHIFT = FP_SHIFT + OFFSET_BITS,
  // There is more to the rule than the word holds, which matters where a thread was interrupted.
  SPECIAL_SHIFT = CONTEXT_SHIFT + OFFSET_BITS,
};

_Static_assert(SPECIAL_SHIFT == 63, "A rule takes one word.");

static inline uint64_t pack_offset(int32_t offset, unsigned shift) {
  return ((uint64_t)(int64_t)(offset / 8) & ((1 << OFFSET_BITS) - 1)) << shift;
}

static uint64_t pack(struct periscope_rule rule) {
  // Whoever called somebody has put its return address on the stack.
  uint64_t kind = rule.in_register ? PERISCOPE_RULE_UNKNOWN : rule.kind;
  uint64_t special = rule.in_register || rule.stub || rule.stores_context;
  return (uint64_t)1 | kind << KIND_SHIFT | (uint64_t)rule.async << ASYNC_SHIFT
      | (uint64_t)rule.keeps_fp << KEEPS_FP_SHIFT | (uint64_t)rule.keeps_context << KEEPS_CONTEXT_SHIFT
      | (uint64_t)rule.saves_context << SAVES_CONTEXT_SHIFT
      | ((uint64_t)(uint32_t)rule.cfa >> 3 & ((1 << CFA_BITS) - 1)) << CFA_SHIFT
      | pack_offset(rule.return_address, RETURN_SHIFT) | pack_offset(rule.saved_fp, FP_SHIFT)
      | pack_offset(rule.saved_context, CONTEXT_SHIFT) | special << SPECIAL_SHIFT;
}

static inline int64_t unpack_offset(uint64_t packed, unsigned shift) {
  return ((int64_t)(packed << (64 - OFFSET_BITS - shift)) >> (64 - OFFSET_BITS)) * 8;
}

static inline bool has(uint64_t packed, unsigned shift) { return (packed >> shift & 1) != 0; }

static __attribute__((noinline)) uint64_t learn_rule(uint64_t pc, struct slot *slot, bool safely) {
  uint64_t packed = pack(safely ? periscope_find_rule_safely(pc) : periscope_find_rule(pc));
  atomic_store_explicit(&slot->rule, packed, memory_order_relaxed);
  atomic_store_explicit(&slot->check, packed ^ pc, memory_order_relaxed);
  return packed;
}

void periscope_forget_rules(void) {
  for (unsigned index = 0; index < RULE_SLOTS; index++) {
    atomic_store_explicit(&slots[index].rule, 0, memory_order_relaxed);
    atomic_store_explicit(&slots[index].check, 0, memory_order_relaxed);
  }
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
    if (context < 4096 || context >> PERISCOPE_ADDRESS_BITS != 0 || context % 16 != 0) {
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

// A frame, and what the register held there that asynchronous functions are handed their context in; 0 if not known.
struct frame {
  struct periscope_place place;
  uint64_t context;
};

// What is above a frame.
struct caller {
  enum { UP, ASYNC, TOP, LOST } kind;
  // With `UP` the caller's frame; with `ASYNC` no more than the context, and the address that the executor goes on at.
  struct frame frame;
};

static inline bool is_inside(uint64_t slot, struct periscope_place place) {
  return slot % 8 == 0 && slot >= place.sp && slot <= place.top - 8;
}

// One step up, by the rule of the address that the frame is at.
NO_SANITIZER static inline struct caller step_up(struct frame frame, uint64_t rule) {
  struct periscope_place place = frame.place;
  struct caller caller = {LOST, {place, 0}};
  unsigned kind = rule >> KIND_SHIFT & 3;
  if (kind == PERISCOPE_RULE_OUTERMOST) {
    caller.kind = TOP;
    return caller;
  }
  uint64_t cfa, return_slot, fp_slot;
  bool async = has(rule, ASYNC_SHIFT);
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
    uint64_t size = (rule >> CFA_SHIFT & ((1 << CFA_BITS) - 1)) << 3;
    cfa = (kind == PERISCOPE_RULE_FROM_FP ? place.fp : place.sp) + size;
    return_slot = cfa + (uint64_t)unpack_offset(rule, RETURN_SHIFT);
    fp_slot = has(rule, KEEPS_FP_SHIFT) ? 0 : cfa + (uint64_t)unpack_offset(rule, FP_SHIFT);
    // At a function's end what it had saved is in its register again, though the tables go on to name the old place.
    if (fp_slot < place.sp) fp_slot = 0;
  }
  if (cfa % 8 != 0 || cfa <= place.sp || cfa > place.top) return caller;
  if (!is_inside(return_slot, place) || (fp_slot != 0 && !is_inside(fp_slot, place))) return caller;

  uint64_t fp = fp_slot != 0 ? word(fp_slot) : place.fp;
#if defined(__APPLE__)
  async = fp_slot == place.fp && (fp >> 60 & 1) != 0;
  fp &= ~(UINT64_C(1) << 60);
#endif
  caller.frame.place = (struct periscope_place){word(return_slot), fp, cfa, place.top};
  if (async) {
    // Below it the stack is the executor's, and differs from one resumption to the next: the callers are contexts.
    uint64_t slot = place.fp - 8;
    if (!is_inside(slot, place)) return caller;
    caller.kind = ASYNC;
    caller.frame.context = word(slot);
    return caller;
  }
  caller.kind = UP;
  if (has(rule, KEEPS_CONTEXT_SHIFT)) caller.frame.context = frame.context;
  if (has(rule, SAVES_CONTEXT_SHIFT)) {
    uint64_t slot = cfa + (uint64_t)unpack_offset(rule, CONTEXT_SHIFT);
    if (is_inside(slot, place)) caller.frame.context = word(slot);
    if (slot < place.sp) caller.frame.context = frame.context;
  }
  return caller;
}

// MARK: Asynchronous functions that store no context
//
// In a release build a part of an asynchronous function that awaits nothing keeps its context in a register only. Such a
// function is known by who called it: the executor, at the one address or two where it calls whatever it runs. Those are
// learnt from the functions that do store their contexts, since all are called from there. What the register held is
// found like any other that functions save, and is believed only if it looks like a context in every way.

enum { EXECUTOR_CALLS = 8 };

static _Atomic uint64_t executor_calls[EXECUTOR_CALLS];

static bool is_executor_call(uint64_t pc) {
  for (unsigned index = 0; index < EXECUTOR_CALLS; index++) {
    if (atomic_load_explicit(&executor_calls[index], memory_order_relaxed) == pc) return pc != 0;
  }
  return false;
}

static void learn_executor_call(uint64_t pc) {
  if (is_executor_call(pc)) return;
  for (unsigned index = 0; index < EXECUTOR_CALLS; index++) {
    uint64_t none = 0;
    if (atomic_compare_exchange_strong(&executor_calls[index], &none, pc)) return;
  }
}

#if defined(__linux__)
// Whether eight bytes can be read there. The kernel looks at the set of signals that it is to change, and then at how,
// which it refuses: so it says whether the bytes are there, and changes nothing.
bool periscope_is_readable(uint64_t address) {
  int saved = errno;
  bool readable = syscall(SYS_rt_sigprocmask, ~0, (const void *)(uintptr_t)address, NULL, 8) == -1 && errno == EINVAL;
  errno = saved;
  return readable;
}

// Where a function goes on that is nothing but a jump, as is left of one that the compiler found to equal another.
NO_SANITIZER static uint64_t jump_target(uint64_t function) {
#if defined(__x86_64__)
  const uint8_t *code = (const uint8_t *)(uintptr_t)function;
  int32_t distance;
  if (code[0] != 0xe9) return 0;
  memcpy(&distance, code + 1, sizeof distance);
  return function + 5 + (uint64_t)(int64_t)distance;
#else
  uint32_t code = *(const uint32_t *)(uintptr_t)function;
  if (code >> 26 != 5) return 0;
  return function + (uint64_t)((int64_t)((uint64_t)code << 38) >> 36);
#endif
}

NO_SANITIZER static bool is_context(uint64_t context, uint64_t executor_call, struct periscope_image image) {
  context = strip(context);
  if (context < 4096 || context >> PERISCOPE_ADDRESS_BITS != 0 || context % 16 != 0 || !periscope_is_readable(context)) return false;
  uint64_t resume = strip(word(context + 8));
  struct periscope_rule rule = periscope_find_rule_safely(resume + 1);
  if (rule.function != resume) return false;
  // A task's first function goes on in the runtime, which is the executor's own object.
  bool own = resume - image.start < image.end - image.start;
  if (!own) return !(executor_call - image.start < image.end - image.start);
  if (rule.stores_context) return true;
  uint64_t target = jump_target(resume);
  return target != 0 && periscope_find_rule_safely(target + 1).stores_context;
}
#else
bool periscope_is_readable(uint64_t address) {
  (void)address;
  return false;
}

static bool is_context(uint64_t context, uint64_t executor_call, struct periscope_image image) {
  (void)context;
  (void)executor_call;
  (void)image;
  return false;
}
#endif

// Goes on from a frame to what is above it, in a sample; false where that is the end.
static bool climb(struct walk *walk, struct frame *frame, uint64_t rule, struct periscope_image image) {
  struct caller caller = step_up(*frame, rule);
  uint64_t pc = strip(caller.frame.place.pc);
  switch (caller.kind) {
  case ASYNC:
    learn_executor_call(pc);
    follow_contexts(walk, caller.frame.context, image);
    return false;
  case TOP: return false;
  case LOST: walk->truncated = true; return false;
  case UP: break;
  }
  if (is_executor_call(pc)) {
    if (is_context(frame->context, pc, image)) {
      follow_contexts(walk, frame->context, image);
    } else {
      walk->truncated = true;
    }
    return false;
  }
  *frame = caller.frame;
  return true;
}

// MARK: Whole stacks

static void follow(struct walk *walk, struct periscope_place place, struct periscope_image image) {
  struct frame frame = {place, 0};
  for (unsigned step = 0; step < STEP_LIMIT; step++) {
    uint64_t pc = strip(frame.place.pc);
    if (pc < 4096) return;
    bool own = pc - image.start < image.end - image.start;
    if (!own && walk->behind_library) {
      walk->behind_library = false;
      if (walk->count <= CALLBACK_FRAMES) walk->count = 0;
    }
    if (own && !take(walk, pc - image.base)) return;
    walk->physical = walk->count;

    struct caller caller = step_up(frame, rule_of(pc, false));
    if (caller.kind == ASYNC) return follow_contexts(walk, caller.frame.context, image);
    if (caller.kind != UP) return;
    frame = caller.frame;
  }
  walk->truncated = true;
}

// Whether the checks of a walk, which subtract from the top and add to places below it, can be relied on.
static inline bool is_sound(struct periscope_place place) {
  return place.top >= 4096 && place.top >> PERISCOPE_ADDRESS_BITS == 0 && place.sp < place.top && place.sp >= 4096;
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

// From the innermost frame's rule on.
static void follow_interrupted(
    struct walk *walk, struct frame frame, uint64_t packed, struct periscope_image image) {
  for (unsigned step = 0; step < STEP_LIMIT; step++) {
    if (!climb(walk, &frame, packed, image)) return;
    uint64_t pc = strip(frame.place.pc);
    if (pc < 4096) {
      walk->truncated = true;
      return;
    }
    if (!take(walk, pc - 1)) return;
    walk->physical = walk->count;
    packed = rule_of(pc, true);
  }
  walk->truncated = true;
}

void periscope_walk_interrupted(struct periscope_interruption interruption, struct periscope_sample *sample) {
  struct periscope_image image = periscope_executable();
  struct walk walk = {.frames = sample->frames, .limit = PERISCOPE_SAMPLE_FRAMES, .interrupted = true};
  // As if it were a return address: what is looked up is one less.
  struct periscope_place place = {interruption.pc + 1, interruption.fp, interruption.sp, interruption.top};
  struct frame frame = {place, interruption.context};
  uint64_t packed = rule_of(place.pc, true);
  struct periscope_rule rule = {0};
  if (has(packed, SPECIAL_SHIFT)) rule = periscope_find_rule_safely(place.pc);
  // On the way to another object: it is the caller's work, and no function has the address.
  if (!rule.stub || !is_sound(place)) take(&walk, interruption.pc);
  walk.physical = walk.count;
  if (rule.stores_context) walk.interrupted_function = rule.function;
  if (!is_sound(place)) {
    walk.truncated = true;
  } else if (rule.entering) {
    // By the tables alone the register holds it; that is not staked on.
    walk.truncated = interruption.context % 16 != 0 || !periscope_is_readable(interruption.context);
    if (!walk.truncated) follow_contexts(&walk, interruption.context, image);
  } else {
    if (rule.in_register && rule.kind == PERISCOPE_RULE_FROM_SP && rule.keeps_fp) {
      // It has called nobody yet: one step by hand.
      frame.place.pc = interruption.link;
      frame.place.sp += (uint64_t)rule.cfa;
      take(&walk, strip(interruption.link) - 1);
      packed = rule_of(strip(interruption.link), true);
    }
    if (is_sound(frame.place)) follow_interrupted(&walk, frame, packed, image);
  }
  sample->count = walk.count;
  sample->physical = walk.physical;
  sample->truncated = walk.truncated;
}
