#define _GNU_SOURCE
#include "Walk.h"

#include <errno.h>
#include <string.h>

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
#include <dirent.h>
#include <link.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

// Why each thread has a timer of its own: the kernel gives a process's one timer's signal to a thread that it likes,
// mostly the main one, whoever used the time; a thread's own timer interrupts that thread, when it has used the time.
//
// Why a real-time signal: SIGPROF is the app's own profiler's, and Swift's crash handler stops threads with it. But
// libdispatch, and so Swift's executor, blocks every other signal on its threads. So a thread that blocks ours is sent
// SIGPROF once, by its own timer when it first has used a period of CPU time, and that handler lets ours through in the
// mask that the thread goes on with. Everything else that comes as SIGPROF is handed to whoever handled it before.

enum {
  // A power of two.
  RING_SLOTS = 1024,
  THREADS = 4096,
  EXCLUDED = 16,
  // An object's list is kept for whoever may still read it, so lists are made no more often than this.
  OBJECT_LISTS = 256,
  // A dictionary of more buckets is none of a context.
  CONTEXT_BUCKETS_LOG2 = 8,
};

// MARK: The ring

struct slot {
  // As in Dmitry Vyukov's bounded queue: the turn in which the slot may be written, or, one more, read.
  _Atomic uint64_t turn;
  struct periscope_sample sample;
};

static struct slot *ring;
static _Atomic uint64_t ring_head;
static uint64_t ring_tail;

static bool make_ring(void) {
  if (ring != NULL) return true;
  void *memory = mmap(
      NULL, sizeof(struct slot) * RING_SLOTS, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return false;
  ring = memory;
  for (uint64_t index = 0; index < RING_SLOTS; index++) {
    atomic_store_explicit(&ring[index].turn, index, memory_order_relaxed);
  }
  return true;
}

// A slot to write into, and its turn; null where there is none. Takes no lock: whoever loses a race tries again.
static struct slot *reserve(uint64_t *turn) {
  uint64_t head = atomic_load_explicit(&ring_head, memory_order_relaxed);
  for (unsigned attempt = 0; attempt < 64; attempt++) {
    struct slot *slot = &ring[head % RING_SLOTS];
    int64_t ahead = (int64_t)(atomic_load_explicit(&slot->turn, memory_order_acquire) - head);
    if (ahead < 0) return NULL;
    if (ahead > 0) {
      head = atomic_load_explicit(&ring_head, memory_order_relaxed);
    } else if (atomic_compare_exchange_weak_explicit(
                   &ring_head, &head, head + 1, memory_order_relaxed, memory_order_relaxed)) {
      *turn = head;
      return slot;
    }
  }
  return NULL;
}

static void copy_sample(struct periscope_sample *to, const struct periscope_sample *from) {
  size_t head = offsetof(struct periscope_sample, frames);
  memcpy(to, from, head + sizeof(uint64_t) * from->count);
}

size_t periscope_sampler_take(struct periscope_sample *samples, size_t capacity) {
  size_t count = 0;
  while (ring != NULL && count < capacity) {
    struct slot *slot = &ring[ring_tail % RING_SLOTS];
    if (atomic_load_explicit(&slot->turn, memory_order_acquire) != ring_tail + 1) break;
    copy_sample(&samples[count++], &slot->sample);
    atomic_store_explicit(&slot->turn, ring_tail + RING_SLOTS, memory_order_release);
    ring_tail++;
  }
  return count;
}

// MARK: State

// A thread that is sampled, as the scanning thread knows it.
struct thread {
  pid_t tid;
  bool seen;
  // Its mask was looked at again: some threads block signals as the first thing that they do.
  bool is_settled;
  bool has_bootstrap;
  timer_t timer;
  timer_t bootstrap;
};

static struct thread threads[THREADS];
static uint32_t thread_count;
static uint32_t refused_count;
static uint32_t blocked_count;
static _Atomic int32_t excluded[EXCLUDED];

static _Atomic bool is_on;
static _Atomic uint64_t period;
static _Atomic uint64_t taken, lost, handler_time;
static _Atomic int sampling_signal;
// How often objects came and went, as the last scan saw it.
static _Atomic uint64_t object_changes;
static struct sigaction previous_profiler;
static struct periscope_sampler_keys keys;
static uint64_t main_top;
static pid_t process;
// What our timers' signals carry, so that nobody else's are taken for ours.
static char tag;

// MARK: Whose work it is

// Swift's runtime. Each reads the running task, and its list of task-locals, which only the task itself changes; neither
// locks nor allocates. Weak: a program without concurrency has neither.
extern void *swift_task_getCurrent(void) __attribute__((swiftcall, weak));
extern const void *swift_task_localValueGet(const void *key) __attribute__((swiftcall, weak));

NO_SANITIZER static inline uint64_t word(uint64_t address) {
  return *(const volatile uint64_t *)(uintptr_t)address;
}

static inline bool is_pointer(uint64_t value) {
  return value >= 4096 && value >> PERISCOPE_ADDRESS_BITS == 0 && value % 8 == 0;
}

// A recording: a reference to its recorder, and the span.
struct recording {
  uint64_t recorder;
  uint64_t span;
};

// Looks for the recording's entry in the storage of a context, which is a Swift dictionary. It is looked through rather
// than asked: its hash function is not to be called here, and it has an entry or three. The fields that are read are
// those of `__RawDictionaryStorage` in the standard library, and nothing changes a dictionary that a task-local holds.
NO_SANITIZER static bool find_in_context(uint64_t storage, struct recording *recording, bool is_trial) {
  // With another layout anything may stand there: then nothing is read that may not be.
  if (is_trial && (!is_pointer(storage) || !periscope_is_readable(storage + 56))) return false;
  if (!is_pointer(storage) || word(storage + 16) == 0) return false;
  uint64_t scale = word(storage + 32) & 0xff;
  if (scale > CONTEXT_BUCKETS_LOG2) return false;
  uint64_t names = word(storage + 48);
  uint64_t values = word(storage + 56);
  if (!is_pointer(names) || !is_pointer(values)) return false;
  if (is_trial && (!periscope_is_readable(names) || !periscope_is_readable(values))) return false;
  for (uint64_t bucket = 0; bucket < (uint64_t)1 << scale; bucket++) {
    if ((word(storage + 64 + bucket / 64 * 8) >> bucket % 64 & 1) == 0) continue;
    if (word(names + bucket * keys.context_key_bytes) != (uint64_t)(uintptr_t)keys.context_entry) continue;
    // An existential: three words of value, one of type.
    recording->recorder = word(values + bucket * 32);
    recording->span = word(values + bucket * 32 + 8);
    return is_pointer(recording->recorder);
  }
  return false;
}

NO_SANITIZER static bool find_owner(uint64_t *request, uint64_t *span, bool is_trial) {
  *request = 0;
  *span = 0;
  if (swift_task_getCurrent == NULL || swift_task_localValueGet == NULL) return false;
  if (keys.recording_key == NULL && keys.context_key == NULL) return false;
  if (swift_task_getCurrent() == NULL) return false;
  struct recording recording = {0, 0};
  bool found = false;
  if (keys.context_key != NULL) {
    const uint64_t *context = swift_task_localValueGet(keys.context_key);
    found = context != NULL && find_in_context(word((uint64_t)(uintptr_t)context), &recording, is_trial);
  }
  if (!found && keys.recording_key != NULL) {
    uint64_t value = (uint64_t)(uintptr_t)swift_task_localValueGet(keys.recording_key);
    if (value == 0) return false;
    recording = (struct recording){word(value), word(value + 8)};
    found = is_pointer(recording.recorder);
  }
  if (!found) return false;
  *request = word(recording.recorder + keys.recorder_id_offset);
  uint64_t running = periscope_running_span_of(*request);
  *span = running != 0 ? running : recording.span;
  return true;
}

bool periscope_sampler_owner(struct periscope_sampler_keys asked, uint64_t *request, uint64_t *span) {
  // Only before the first start: nobody else reads the keys then.
  if (atomic_load(&is_on)) return false;
  keys = asked;
  return find_owner(request, span, true);
}

// Places where nobody may be asked for the running task, or not yet.
struct range {
  uint64_t start;
  uint64_t end;
};

static inline bool is_in(struct range range, uint64_t address) {
  return address - range.start < range.end - range.start;
}

// Functions of the runtime that put a task to sleep. It is somebody else's from the moment on at which they say so, a few
// instructions before they forget it themselves.
extern void swift_continuation_await(void) __attribute__((weak));
extern void swift_task_switch(void) __attribute__((weak));
extern void swift_task_future_wait(void) __attribute__((weak));
extern void swift_task_future_wait_throwing(void) __attribute__((weak));
extern void swift_taskGroup_wait_next_throwing(void) __attribute__((weak));
extern void swift_taskGroup_waitAll(void) __attribute__((weak));
extern void swift_retain(void) __attribute__((weak));

enum { SUSPENDING = 6, SUSPENDING_DEPTH = 4, QUIET = 3 };

static struct range suspending[SUSPENDING];
// Objects in which no allocator is: the executable, Swift's concurrency and its core.
static struct range quiet[QUIET];
// Of the objects that this thread's task was asked for with; see below.
static __thread uint64_t seen_changes __attribute__((tls_model("initial-exec")));

static struct range function_at(uint64_t address) {
  struct periscope_rule rule = periscope_find_rule(address + 1);
  return address != 0 ? (struct range){rule.function, rule.function_end} : (struct range){0, 0};
}

static struct range object_at(uint64_t address) {
  struct periscope_object object;
  if (address == 0 || !periscope_known_object(address, &object)) return (struct range){0, 0};
  return (struct range){object.start, object.end};
}

static void find_places(void) {
  struct periscope_image image = periscope_executable();
  quiet[0] = (struct range){image.start, image.end};
  quiet[1] = object_at((uint64_t)(uintptr_t)swift_task_getCurrent);
  quiet[2] = object_at((uint64_t)(uintptr_t)swift_retain);
  void (*functions[SUSPENDING])(void) = {
      swift_continuation_await, swift_task_switch, swift_task_future_wait, swift_task_future_wait_throwing,
      swift_taskGroup_wait_next_throwing, swift_taskGroup_waitAll,
  };
  for (unsigned index = 0; index < SUSPENDING; index++) {
    suspending[index] = function_at((uint64_t)(uintptr_t)functions[index]);
  }
}

static bool is_suspending(const struct periscope_sample *sample) {
  for (unsigned depth = 0; depth < SUSPENDING_DEPTH && depth < sample->physical; depth++) {
    for (unsigned index = 0; index < SUSPENDING; index++) {
      if (is_in(suspending[index], sample->frames[depth])) return true;
    }
  }
  return false;
}

// Whether the runtime may be asked here for this thread's task. That reads a thread-local of a shared object, for which
// the C library may have to make room the first time after an object came, and so to allocate: not inside of malloc.
static bool may_ask(uint64_t pc, uint64_t changes) {
  if (seen_changes == changes) return true;
  for (unsigned index = 0; index < QUIET; index++) {
    if (!is_in(quiet[index], pc)) continue;
    seen_changes = changes;
    return true;
  }
  return false;
}

// MARK: The handler

// The thread's CPU time, which being interrupted does not add to.
static uint64_t used(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (uint64_t)time.tv_sec * UINT64_C(1000000000) + (uint64_t)time.tv_nsec;
}

// Above every frame of the interrupted thread's stack, with nothing unmapped in between; 0 where that is not known.
static uint64_t top_of_stack(const ucontext_t *context, uint64_t sp, pid_t thread) {
  uint64_t other = (uint64_t)(uintptr_t)context->uc_stack.ss_sp;
  // On the stack for signals: whatever runs there runs between the frames of two stacks.
  if (sp - other < context->uc_stack.ss_size) return 0;
  uint64_t top = main_top;
  if (thread != process) {
    // The C library keeps a thread's own data at the upper end of its stack.
#if defined(__x86_64__)
    __asm__("mov %%fs:0, %0" : "=r"(top));
#else
    __asm__("mrs %0, tpidr_el0" : "=r"(top));
#endif
    top &= ~UINT64_C(7);
  }
  return sp < top && top - sp < (uint64_t)1 << 30 ? top : 0;
}

static struct periscope_interruption read_registers(const ucontext_t *context, pid_t thread) {
  struct periscope_interruption found;
#if defined(__x86_64__)
  const greg_t *registers = context->uc_mcontext.gregs;
  found.pc = (uint64_t)registers[REG_RIP];
  found.fp = (uint64_t)registers[REG_RBP];
  found.sp = (uint64_t)registers[REG_RSP];
  found.context = (uint64_t)registers[REG_R14];
  found.link = 0;
#else
  found.pc = context->uc_mcontext.pc;
  found.fp = context->uc_mcontext.regs[29];
  found.sp = context->uc_mcontext.sp;
  found.context = context->uc_mcontext.regs[22];
  found.link = context->uc_mcontext.regs[30];
#endif
  found.top = top_of_stack(context, found.sp, thread);
  return found;
}

static void take_sample(const ucontext_t *context, uint32_t periods) {
  uint64_t begin = used();
  uint64_t turn;
  struct slot *slot = reserve(&turn);
  if (slot == NULL) {
    atomic_fetch_add_explicit(&lost, 1, memory_order_relaxed);
    return;
  }
  struct periscope_sample *sample = &slot->sample;
  pid_t thread = (pid_t)syscall(SYS_gettid);
  sample->thread = (uint32_t)thread;
  sample->periods = periods;
  struct periscope_interruption place = read_registers(context, thread);
  periscope_walk_interrupted(place, sample);
  sample->request = 0;
  sample->span = 0;
  if (!is_suspending(sample) && may_ask(place.pc, atomic_load_explicit(&object_changes, memory_order_relaxed))) {
    find_owner(&sample->request, &sample->span, false);
  }
  atomic_store_explicit(&slot->turn, turn + 1, memory_order_release);
  atomic_fetch_add_explicit(&taken, 1, memory_order_relaxed);
  atomic_fetch_add_explicit(&handler_time, used() - begin, memory_order_relaxed);
}

static bool is_ours(const siginfo_t *info) {
  return info->si_code == SI_TIMER && info->si_value.sival_ptr == &tag;
}

static void sample_thread(int signal, siginfo_t *info, void *context) {
  (void)signal;
  int saved = errno;
  if (is_ours(info) && atomic_load_explicit(&is_on, memory_order_relaxed)) {
    take_sample(context, 1 + (uint32_t)(info->si_overrun > 0 ? info->si_overrun : 0));
  }
  errno = saved;
}

static void forward(int signal, siginfo_t *info, void *context) {
  if ((previous_profiler.sa_flags & SA_SIGINFO) != 0) {
    if (previous_profiler.sa_sigaction != NULL) previous_profiler.sa_sigaction(signal, info, context);
  } else if (previous_profiler.sa_handler != SIG_DFL && previous_profiler.sa_handler != SIG_IGN) {
    previous_profiler.sa_handler(signal);
  }
}

// The first signal of a thread that blocks ours: from now on it does not.
static void let_in(int signal, siginfo_t *info, void *context) {
  if (!is_ours(info)) return forward(signal, info, context);
  // No sample is taken: the thread's other timer has run out with this one, and its signal comes as soon as it may.
  sigdelset(&((ucontext_t *)context)->uc_sigmask, atomic_load(&sampling_signal));
}

// MARK: Timers

// A thread's CPU-time clock, as the kernel numbers them (`MAKE_THREAD_CPUCLOCK`): any of the process may be asked for.
static clockid_t clock_of(pid_t thread) { return (clockid_t)(~(uint32_t)thread << 3 | 6); }

static bool make_timer(timer_t *timer, pid_t thread, int signal) {
  struct sigevent event;
  memset(&event, 0, sizeof event);
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = signal;
  event.sigev_value.sival_ptr = &tag;
#if defined(__GLIBC__)
  event._sigev_un._tid = thread;
#else
  event.sigev_notify_thread_id = thread;
#endif
  return timer_create(clock_of(thread), &event, timer) == 0;
}

static struct timespec duration(uint64_t nanoseconds) {
  return (struct timespec){(time_t)(nanoseconds / 1000000000), (long)(nanoseconds % 1000000000)};
}

static bool set_timer(timer_t timer, pid_t thread, bool repeats) {
  uint64_t each = atomic_load(&period);
  // Each thread begins elsewhere in the period, or many would come at once.
  uint64_t first = (uint64_t)(uint32_t)thread * UINT64_C(0x9E3779B97F4A7C15) % each + 1;
  struct itimerspec times = {duration(repeats ? each : 0), duration(first)};
  return timer_settime(timer, 0, &times, NULL) == 0;
}

// The mask of blocked signals, as the kernel prints it; all ones where the thread has gone.
static uint64_t blocked_by(pid_t thread) {
  char path[64], line[256];
  snprintf(path, sizeof path, "/proc/self/task/%d/status", thread);
  FILE *file = fopen(path, "re");
  if (file == NULL) return UINT64_MAX;
  uint64_t mask = 0;
  while (fgets(line, sizeof line, file) != NULL) {
    if (strncmp(line, "SigBlk:", 7) == 0) mask = strtoull(line + 7, NULL, 16);
  }
  fclose(file);
  return mask;
}

static bool blocks(uint64_t mask, int signal) { return (mask >> (signal - 1) & 1) != 0; }

// Whether what is sent as SIGPROF still comes to us: an app may have taken it since.
static bool has_profiler_signal(void) {
  struct sigaction current;
  return sigaction(SIGPROF, NULL, &current) == 0 && (current.sa_flags & SA_SIGINFO) != 0
      && current.sa_sigaction == let_in;
}

// Lets our signal in on a thread that blocks it; false where that cannot be.
static bool add_bootstrap(struct thread *thread, uint64_t mask) {
  if (blocks(mask, SIGPROF) || !has_profiler_signal()) {
    blocked_count++;
    return false;
  }
  if (!make_timer(&thread->bootstrap, thread->tid, SIGPROF)) {
    refused_count++;
    return false;
  }
  thread->has_bootstrap = true;
  return set_timer(thread->bootstrap, thread->tid, false);
}

static bool arm(struct thread *thread, pid_t tid) {
  int signal = atomic_load(&sampling_signal);
  uint64_t mask = blocked_by(tid);
  // It has gone.
  if (mask == UINT64_MAX) return false;
  *thread = (struct thread){.tid = tid, .seen = true};
  if (!make_timer(&thread->timer, tid, signal)) {
    // Without a reason of its own the system says that the thread has gone.
    if (errno == EAGAIN) refused_count++;
    return false;
  }
  if ((!blocks(mask, signal) || add_bootstrap(thread, mask)) && set_timer(thread->timer, tid, true)) return true;
  timer_delete(thread->timer);
  if (thread->has_bootstrap) timer_delete(thread->bootstrap);
  return false;
}

static void disarm(struct thread *thread) {
  timer_delete(thread->timer);
  if (thread->has_bootstrap) timer_delete(thread->bootstrap);
}

// A timer whose thread has ended does not run any more, whoever has its number now.
static bool is_running(timer_t timer) {
  struct itimerspec times;
  return timer_gettime(timer, &times) == 0 && (times.it_value.tv_sec != 0 || times.it_value.tv_nsec != 0);
}

// Takes away what has done its work, and what must not: nobody but us would know what to do with its signal.
static void look_after(struct thread *thread, bool has_signal) {
  if (thread->has_bootstrap && (!has_signal || !is_running(thread->bootstrap))) {
    timer_delete(thread->bootstrap);
    thread->has_bootstrap = false;
  }
  if (thread->is_settled) return;
  thread->is_settled = true;
  uint64_t mask = blocked_by(thread->tid);
  bool is_blocked = mask != UINT64_MAX && blocks(mask, atomic_load(&sampling_signal));
  if (is_blocked && !thread->has_bootstrap) add_bootstrap(thread, mask);
}

static bool is_excluded(pid_t tid) {
  for (unsigned index = 0; index < EXCLUDED; index++) {
    if (atomic_load_explicit(&excluded[index], memory_order_relaxed) == tid) return true;
  }
  return false;
}

void periscope_sampler_exclude_thread(void) {
  pid_t tid = (pid_t)syscall(SYS_gettid);
  if (is_excluded(tid)) return;
  for (unsigned index = 0; index < EXCLUDED; index++) {
    int32_t nobody = 0;
    if (atomic_compare_exchange_strong(&excluded[index], &nobody, tid)) return;
  }
}

static struct thread *known_thread(pid_t tid) {
  for (uint32_t index = 0; index < thread_count; index++) {
    if (threads[index].tid == tid) return &threads[index];
  }
  return NULL;
}

static void see_thread(pid_t tid, bool has_signal) {
  if (is_excluded(tid)) return;
  struct thread *known = known_thread(tid);
  if (known != NULL && is_running(known->timer)) {
    known->seen = true;
    look_after(known, has_signal);
  } else if (known != NULL) {
    disarm(known);
    if (!arm(known, tid)) *known = threads[--thread_count];
  } else if (thread_count == THREADS) {
    refused_count++;
  } else if (arm(&threads[thread_count], tid)) {
    thread_count++;
  }
}

// Returns 0, or the errno of what failed.
static int scan_threads(void) {
  DIR *folder = opendir("/proc/self/task");
  if (folder == NULL) return errno;
  for (uint32_t index = 0; index < thread_count; index++) threads[index].seen = false;
  refused_count = 0;
  blocked_count = 0;
  bool has_signal = has_profiler_signal();
  struct dirent *entry;
  while ((entry = readdir(folder)) != NULL) {
    long tid = strtol(entry->d_name, NULL, 10);
    if (tid > 0) see_thread((pid_t)tid, has_signal);
  }
  closedir(folder);
  for (uint32_t index = 0; index < thread_count;) {
    if (threads[index].seen) {
      index++;
    } else {
      disarm(&threads[index]);
      threads[index] = threads[--thread_count];
    }
  }
  return 0;
}

// MARK: Objects

struct objects {
  uint32_t count;
  uint32_t capacity;
  uint64_t changes;
  uint64_t unloads;
  struct {
    struct periscope_object object;
    struct periscope_module module;
  } entry[];
};

static _Atomic(struct objects *) known_objects;
static unsigned object_lists;

static uint64_t changes_of(const struct dl_phdr_info *info) {
  return (uint64_t)info->dlpi_adds + (uint64_t)info->dlpi_subs + 1;
}

// How many objects there are, and how often they have changed.
static int count_objects(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  struct objects *counted = context;
  counted->capacity++;
  counted->changes = changes_of(info);
  counted->unloads = (uint64_t)info->dlpi_subs;
  return 0;
}

static int add_object(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  struct objects *objects = context;
  if (objects->count == objects->capacity) return 1;
  struct periscope_object object = {.base = info->dlpi_addr};
  uint64_t table = 0;
  for (size_t index = 0; index < info->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[index];
    uint64_t start = info->dlpi_addr + segment->p_vaddr;
    if (segment->p_type == PT_GNU_EH_FRAME) table = start;
    if (segment->p_type != PT_LOAD || (segment->p_flags & PF_X) == 0) continue;
    if (object.end == 0 || start < object.start) object.start = start;
    if (start + segment->p_memsz > object.end) object.end = start + segment->p_memsz;
  }
  for (size_t index = 0; index < info->dlpi_phnum && table != 0; index++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[index];
    uint64_t start = info->dlpi_addr + segment->p_vaddr;
    if (segment->p_type != PT_LOAD || table - start >= segment->p_filesz) continue;
    object.table = (const uint8_t *)(uintptr_t)table;
    object.low = (const uint8_t *)(uintptr_t)start;
    object.high = object.low + segment->p_filesz;
  }
  if (object.end == 0) return 0;
  // The executable comes first, and has no name here.
  char *path = objects->count == 0 ? NULL : strdup(info->dlpi_name);
  struct periscope_module *module = &objects->entry[objects->count].module;
  *module = (struct periscope_module){object.base, object.start, object.end, path != NULL ? path : "", {0}, 0};
  uint8_t build_id[PERISCOPE_BUILD_ID + 1];
  size_t length = periscope_build_id_of(info, build_id, sizeof build_id);
  if (length <= PERISCOPE_BUILD_ID) {
    memcpy(module->build_id, build_id, length);
    module->build_id_length = length;
  }
  objects->entry[objects->count++].object = object;
  return 0;
}

static void scan_objects(void) {
  struct objects *known = atomic_load_explicit(&known_objects, memory_order_acquire);
  struct objects counted = {0};
  dl_iterate_phdr(count_objects, &counted);
  if (known != NULL && known->changes == counted.changes) return;
  // Another object may stand where one was.
  if (known != NULL && known->unloads != counted.unloads) periscope_forget_rules();
  atomic_store(&object_changes, counted.changes);
  if (object_lists == OBJECT_LISTS) return;
  uint32_t capacity = counted.capacity < PERISCOPE_MODULES ? counted.capacity : PERISCOPE_MODULES;
  struct objects *objects = calloc(1, sizeof *objects + capacity * sizeof objects->entry[0]);
  if (objects == NULL) return;
  objects->capacity = capacity;
  objects->changes = counted.changes;
  objects->unloads = counted.unloads;
  dl_iterate_phdr(add_object, objects);
  object_lists++;
  atomic_store_explicit(&known_objects, objects, memory_order_release);
}

bool periscope_known_object(uint64_t address, struct periscope_object *object) {
  struct objects *objects = atomic_load_explicit(&known_objects, memory_order_acquire);
  for (uint32_t index = 0; objects != NULL && index < objects->count; index++) {
    *object = objects->entry[index].object;
    if (address - object->start < object->end - object->start) return true;
  }
  return false;
}

size_t periscope_sampler_modules(struct periscope_module *modules, size_t capacity) {
  struct objects *objects = atomic_load_explicit(&known_objects, memory_order_acquire);
  size_t count = 0;
  for (uint32_t index = 0; objects != NULL && index < objects->count && count < capacity; index++) {
    modules[count++] = objects->entry[index].module;
  }
  return count;
}

// MARK: On and off

// Nobody's so far: libraries that want one take it from the lower end.
static int find_signal(void) {
  // What the main thread blocks somebody may wait for, without a handler.
  uint64_t awaited = blocked_by(getpid());
  for (int signal = SIGRTMAX - 1; signal >= SIGRTMIN; signal--) {
    struct sigaction current;
    if (awaited != UINT64_MAX && blocks(awaited, signal)) continue;
    if (sigaction(signal, NULL, &current) != 0 || (current.sa_flags & SA_SIGINFO) != 0) continue;
    if (current.sa_handler == SIG_DFL) return signal;
  }
  return 0;
}

static int install_handlers(void) {
  if (atomic_load(&sampling_signal) != 0) return 0;
  int signal = find_signal();
  if (signal == 0) return EBUSY;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK;
  // An app's handler in the middle of ours might not come back, and would leave a slot of the ring open for ever. Those
  // of crashes must come through.
  sigfillset(&action.sa_mask);
  static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS};
  for (size_t index = 0; index < sizeof crashes / sizeof crashes[0]; index++) sigdelset(&action.sa_mask, crashes[index]);
  action.sa_sigaction = sample_thread;
  if (sigaction(signal, &action, NULL) != 0) return errno;
  atomic_store(&sampling_signal, signal);
  if (sigaction(SIGPROF, NULL, &previous_profiler) != 0) return errno;
  // Who handled it before keeps what the mask and the flags gave it.
  action.sa_sigaction = let_in;
  action.sa_mask = previous_profiler.sa_mask;
  action.sa_flags |= previous_profiler.sa_flags & SA_NODEFER;
  return sigaction(SIGPROF, &action, NULL) == 0 ? 0 : errno;
}

int periscope_sampler_start(uint64_t period_ns, struct periscope_sampler_keys with_keys) {
  // A copy of the process has neither its timers nor whoever scanned.
  if (process != getpid()) {
    atomic_store(&is_on, false);
    thread_count = 0;
  }
  if (atomic_load(&is_on)) return 0;
  if (!make_ring()) return ENOMEM;
  int failure = install_handlers();
  if (failure != 0) return failure;
  struct timespec tick;
  if (clock_getres(CLOCK_MONOTONIC_COARSE, &tick) != 0) return errno;
  uint64_t shortest = (uint64_t)tick.tv_nsec;
  atomic_store(&period, period_ns > shortest ? period_ns : shortest);
  keys = with_keys;
  process = getpid();
  main_top = getauxval(AT_RANDOM) & ~UINT64_C(7);
  periscope_executable();
  scan_objects();
  find_places();
  atomic_store(&is_on, true);
  failure = scan_threads();
  if (failure == 0 && thread_count == 0 && refused_count > 0) failure = EAGAIN;
  if (failure != 0) periscope_sampler_stop();
  return failure;
}

void periscope_sampler_stop(void) {
  atomic_store(&is_on, false);
  for (uint32_t index = 0; index < thread_count; index++) disarm(&threads[index]);
  thread_count = 0;
  refused_count = 0;
  blocked_count = 0;
}

uint64_t periscope_sampler_period(void) { return atomic_load(&is_on) ? atomic_load(&period) : 0; }

void periscope_sampler_scan(void) {
  if (!atomic_load(&is_on) || process != getpid()) return;
  scan_objects();
  scan_threads();
}

struct periscope_sampler_figures periscope_sampler_figures(void) {
  return (struct periscope_sampler_figures){
      atomic_load(&taken), atomic_load(&lost), atomic_load(&handler_time), thread_count, refused_count,
      blocked_count};
}
#else
int periscope_sampler_start(uint64_t period_ns, struct periscope_sampler_keys keys) {
  (void)period_ns;
  (void)keys;
  return ENOTSUP;
}
void periscope_sampler_stop(void) {}
uint64_t periscope_sampler_period(void) { return 0; }
void periscope_sampler_exclude_thread(void) {}
void periscope_sampler_scan(void) {}
size_t periscope_sampler_take(struct periscope_sample *samples, size_t capacity) {
  (void)samples;
  (void)capacity;
  return 0;
}
struct periscope_sampler_figures periscope_sampler_figures(void) { return (struct periscope_sampler_figures){0}; }
bool periscope_sampler_owner(struct periscope_sampler_keys keys, uint64_t *request, uint64_t *span) {
  (void)keys;
  *request = 0;
  *span = 0;
  return false;
}
bool periscope_known_object(uint64_t address, struct periscope_object *object) {
  (void)address;
  (void)object;
  return false;
}
size_t periscope_sampler_modules(struct periscope_module *modules, size_t capacity) {
  (void)modules;
  (void)capacity;
  return 0;
}
#endif
