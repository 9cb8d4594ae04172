#include "Walk.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct periscope_running_span {
  // The thread that entered it, by the address of its `current`; the others are true for it alone.
  _Atomic uint64_t thread;
  _Atomic uint64_t request;
  _Atomic uint64_t span;
  struct periscope_running_span *next;
};

#if defined(__ELF__)
#define LOCAL __thread __attribute__((tls_model("initial-exec")))
#else
#define LOCAL __thread
#endif

// What this thread entered last, if it was not left since.
static LOCAL struct periscope_running_span *current;

static struct periscope_running_span *unused;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

struct periscope_running_span *periscope_running_span_take(void) {
  pthread_mutex_lock(&lock);
  struct periscope_running_span *running = unused;
  if (running != NULL) unused = running->next;
  pthread_mutex_unlock(&lock);
  return running != NULL ? running : calloc(1, sizeof *running);
}

void periscope_running_span_give_back(struct periscope_running_span *running) {
  atomic_store_explicit(&running->span, 0, memory_order_relaxed);
  pthread_mutex_lock(&lock);
  running->next = unused;
  unused = running;
  pthread_mutex_unlock(&lock);
}

void periscope_running_span_enter(struct periscope_running_span *running, uint64_t request, uint64_t span) {
  atomic_store_explicit(&running->span, 0, memory_order_relaxed);
  atomic_store_explicit(&running->thread, (uint64_t)(uintptr_t)&current, memory_order_relaxed);
  atomic_store_explicit(&running->request, request, memory_order_relaxed);
  atomic_store_explicit(&running->span, span, memory_order_release);
  current = running;
}

void periscope_running_span_leave(struct periscope_running_span *running, uint64_t span) {
  uint64_t entered = span;
  atomic_compare_exchange_strong(&running->span, &entered, 0);
}

uint64_t periscope_running_span_of(uint64_t request) {
  struct periscope_running_span *running = current;
  if (running == NULL) return 0;
  uint64_t span = atomic_load_explicit(&running->span, memory_order_acquire);
  if (atomic_load_explicit(&running->thread, memory_order_relaxed) != (uint64_t)(uintptr_t)&current) return 0;
  return atomic_load_explicit(&running->request, memory_order_relaxed) == request ? span : 0;
}
