#pragma once

#include "CPeriscope.h"

// A sampling profiler: each thread's own CPU-time clock interrupts it, and the handler takes down where it stands.
//
// The handler allocates nothing, locks nothing and calls nothing but what its registers say to read: it looks at the
// thread's stack (see StackWalk.c), at the running task's task-locals, and writes into a ring that was made before. It
// uses a real-time signal that nobody else handles, never SIGPROF, which belongs to the app and to Swift's own handler
// of crashes. Linux only; elsewhere `periscope_sampler_start` says ENOTSUP.

enum {
  // Frames that one sample holds at most; of a deeper stack it holds the innermost.
  PERISCOPE_SAMPLE_FRAMES = 512,
  // Objects that are known at once.
  PERISCOPE_MODULES = 1024,
  // Bytes of an object's build id; what is longer counts as none.
  PERISCOPE_BUILD_ID = 32,
};

// Where a thread stood.
struct periscope_sample {
  // The request that its task belongs to, and the innermost span that the task was in; both 0 where there is none.
  uint64_t request;
  uint64_t span;
  // How many periods of CPU time it stands for: more than one where the kernel was late.
  uint32_t periods;
  // The kernel's number of the thread.
  uint32_t thread;
  uint32_t count;
  // How many of the frames are on the thread's stack; those behind are asynchronous callers.
  uint32_t physical;
  // There were more frames, or the walk could go no further.
  bool truncated;
  // Addresses to look up, innermost first: a return address is made one less, the innermost frame's is exact, and that
  // of an asynchronous caller is where it resumes.
  uint64_t frames[PERISCOPE_SAMPLE_FRAMES];
};

// How the handler finds out whose work is done. All null: every sample belongs to no request.
struct periscope_sampler_keys {
  // The `TaskLocal` objects that hold the running span: the context's, asked first, and the recording's.
  const void *_Nullable context_key;
  const void *_Nullable recording_key;
  // The metatype that is the recording's key in a context, and how many bytes a key takes there.
  const void *_Nullable context_entry;
  uint32_t context_key_bytes;
  // Where a recorder keeps its id, in bytes from its start.
  uint32_t recorder_id_offset;
};

// Begins to sample, every `period_ns` of a thread's CPU time; a period below the kernel's tick is made as long.
//
// Makes the ring the first time, some 4 MB of address space, and keeps it. Returns 0, or the errno of what failed. While it is on,
// `periscope_sampler_scan` must be called now and then: a thread is sampled from the first call after it began.
// An app that gives up SIGPROF (SIG_DFL) after this may be ended by a SIGPROF of ours for as long as a scan is away, if a
// thread that blocks other signals uses its first CPU time then; after the scan no more is sent.
int periscope_sampler_start(uint64_t period_ns, struct periscope_sampler_keys keys);

// Stops; what was taken stays in the ring. A sample that a thread is about to take may still come.
void periscope_sampler_stop(void);

// The period that is kept, nanoseconds; 0 while it is off.
uint64_t periscope_sampler_period(void);

// Leaves the calling thread out from now on.
void periscope_sampler_exclude_thread(void);

// Looks for threads and objects that are new, and for threads that are gone. Some tens of µs; takes the dynamic
// linker's lock. Not from several threads at once.
void periscope_sampler_scan(void);

// Takes samples out of the ring, oldest first. Not from several threads at once.
size_t periscope_sampler_take(struct periscope_sample *_Nonnull samples, size_t capacity);

// Totals since the process started, but for `threads`.
struct periscope_sampler_figures {
  uint64_t samples;
  // Found no room in the ring.
  uint64_t lost;
  // CPU time in the handler.
  uint64_t handler_ns;
  // Threads that are sampled now.
  uint32_t threads;
  // Threads that cannot be: for the system's limit of timers, or since they block the signals that are used.
  uint32_t refused;
  uint32_t blocked;
};
struct periscope_sampler_figures periscope_sampler_figures(void);

// A span that a thread is in from one call to the next of a library's, and no task-local says so: a statement that SQLite
// runs. Belongs to one caller at a time; never freed, since a thread may remember it, but given back and used again.
struct periscope_running_span;
struct periscope_running_span *_Nullable periscope_running_span_take(void);
void periscope_running_span_give_back(struct periscope_running_span *_Nonnull running);

// From now on samples of this request that are taken on this thread are of this span, until it is left, on whichever
// thread. A few nanoseconds.
void periscope_running_span_enter(struct periscope_running_span *_Nonnull running, uint64_t request, uint64_t span);
void periscope_running_span_leave(struct periscope_running_span *_Nonnull running, uint64_t span);

// What the handler would find for the running task; for a test of the keys before they are used.
bool periscope_sampler_owner(
    struct periscope_sampler_keys keys, uint64_t *_Nonnull request, uint64_t *_Nonnull span);

// An object that is loaded into the process: its code is at `start` up to `end`.
struct periscope_module {
  uint64_t base;
  uint64_t start;
  uint64_t end;
  // Of the file; empty for the executable and for what has no file. Stays where it is.
  const char *_Nonnull path;
  // As the linker wrote it; of so many bytes, 0 where there is none.
  uint8_t build_id[PERISCOPE_BUILD_ID];
  uint64_t build_id_length;
};

// The objects as the last scan saw them, the executable first. Returns how many there are, at most `capacity`.
size_t periscope_sampler_modules(struct periscope_module *_Nonnull modules, size_t capacity);
