#ifdef __linux__
#define _GNU_SOURCE 1
#endif
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

// All of this is read by signal handlers, so it is plain data that is set before they are installed.
static int wake_pipe[2] = {-1, -1};
static atomic_uint pending;
static atomic_bool handed_over;
static atomic_bool is_active;
static atomic_int end_signal;

static int terminal = -1;
static struct termios saved_modes;
static bool has_saved_modes;
static char restore_text[1024];
static size_t restore_length;
static int capture_file = -1;
static int real_output = -1;
static int real_errors = -1;

// What is done about each signal. The first group ends the loop in order, hub, child and all.
static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
// These end the process here and now, as they would without us, but the terminal is given back before.
static const int crashing[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS};
// The same, though nothing crashed: somebody sent them, or a limit was reached.
static const int killing[] = {
    SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ,
#ifdef SIGIO
    SIGIO,
#endif
#ifdef SIGPWR
    SIGPWR,
#endif
#ifdef SIGSTKFLT
    SIGSTKFLT,
#endif
};
// SIGWINCH, SIGTSTP and SIGCONT have handlers of their own; SIGPIPE is an error that write tells of. SIGTTIN and SIGTTOU
// stop the process while another one has the terminal, which is then not ours to restore.
static struct sigaction previous[NSIG];
static bool is_caught[NSIG];

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void open_wake_pipe(void) {
    if (wake_pipe[0] >= 0 || pipe(wake_pipe) != 0) return;
    for (int end = 0; end < 2; end++) {
        fcntl(wake_pipe[end], F_SETFL, fcntl(wake_pipe[end], F_GETFL) | O_NONBLOCK);
        fcntl(wake_pipe[end], F_SETFD, FD_CLOEXEC);
    }
}

int pc_wake_descriptor(void) {
    open_wake_pipe();
    return wake_pipe[0];
}

void pc_wake(void) {
    int error = errno;
    char byte = 0;
    // A full pipe is awake already.
    if (wake_pipe[1] >= 0 && write(wake_pipe[1], &byte, 1) < 0) errno = error;
    errno = error;
}

void pc_drain_wakes(void) {
    char bytes[256];
    while (wake_pipe[0] >= 0 && read(wake_pipe[0], bytes, sizeof bytes) > 0) continue;
}

static void note(uint32_t bit) {
    atomic_fetch_or(&pending, bit);
    pc_wake();
}

uint32_t pc_take_signals(void) { return atomic_exchange(&pending, 0); }

static void end_at_once(int number);

static int64_t milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// A loop that has not looked at the first request a second later hangs, and is not waited for. (Some ask twice at once.)
static void on_end(int number) {
    static atomic_llong first;
    if (number == SIGINT && atomic_load(&handed_over)) return;
    if (!(atomic_load(&pending) & PC_SIGNAL_END)) {
        atomic_store(&first, milliseconds());
    } else if (milliseconds() - atomic_load(&first) > 1000) {
        end_at_once(number);
        return;
    }
    atomic_store(&end_signal, number);
    note(PC_SIGNAL_END);
}

int pc_ending_signal(void) { return atomic_load(&end_signal); }

static void on_broken_pipe(int number) { (void)number; }

static void on_resize(int number) {
    (void)number;
    note(PC_SIGNAL_RESIZE);
}

static void on_stop(int number) {
    (void)number;
    if (!atomic_load(&handed_over)) {
        note(PC_SIGNAL_STOP);
        return;
    }
    // By the standard action and not by SIGSTOP: where no shell controls jobs, nobody would ever wake us, and the
    // kernel then passes a stop over.
    struct sigaction standard, own;
    memset(&standard, 0, sizeof standard);
    sigemptyset(&standard.sa_mask);
    standard.sa_handler = SIG_DFL;
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    sigaction(SIGTSTP, &standard, &own);
    raise(SIGTSTP);
    // Held back while this handler runs; let through, it stops the process here.
    pthread_sigmask(SIG_UNBLOCK, &stop, &before);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    sigaction(SIGTSTP, &own, NULL);
}

static void on_continue(int number) {
    (void)number;
    note(PC_SIGNAL_CONTINUE);
}

static void write_fully(int descriptor, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(descriptor, bytes, count);
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}

static void show_capture(void) {
    char bytes[4096];
    ssize_t count;
    if (capture_file < 0 || real_errors < 0) return;
    off_t place = 0;
    while ((count = pread(capture_file, bytes, sizeof bytes, place)) > 0) {
        write_fully(real_errors, bytes, (size_t)count);
        place += count;
    }
}

// Only calls that are allowed in a signal handler.
static void restore_terminal(void) {
    if (!atomic_exchange(&is_active, false)) return;
    if (!atomic_load(&handed_over)) {
        write_fully(terminal, restore_text, restore_length);
        if (has_saved_modes) tcsetattr(terminal, TCSANOW, &saved_modes);
    }
    if (real_output >= 0) dup2(real_output, STDOUT_FILENO);
    if (real_errors >= 0) dup2(real_errors, STDERR_FILENO);
    show_capture();
}

static const char hint[] = "periscope crashed. If the terminal looks odd, type: reset\n";

// The signal is blocked in its own handler: raised again, it comes as soon as that returns, to whoever was there before.
static void pass_on(int number) {
    sigaction(number, &previous[number], NULL);
    raise(number);
}

static void end_at_once(int number) {
    restore_terminal();
    pass_on(number);
}

static void on_kill(int number) {
    // In another program's hands the quit key is meant for that program.
    if (number == SIGQUIT && atomic_load(&handed_over)) return;
    end_at_once(number);
}

static void on_crash(int number, siginfo_t *info, void *context) {
    if (atomic_load(&is_active)) {
        restore_terminal();
        write_fully(STDERR_FILENO, hint, sizeof hint - 1);
    }
    struct sigaction before = previous[number];
    if ((before.sa_flags & SA_SIGINFO) && before.sa_sigaction != NULL) {
        before.sa_sigaction(number, info, context);
        return;
    }
    pass_on(number);
}

// What the starter of the process chose to ignore, as nohup and shells without job control do, stays ignored.
static void catch(int number, struct sigaction action) {
    if (is_caught[number] || sigaction(number, NULL, &previous[number]) != 0) return;
    if (!(previous[number].sa_flags & SA_SIGINFO) && previous[number].sa_handler == SIG_IGN) return;
    is_caught[number] = sigaction(number, &action, NULL) == 0;
}

static void catch_all(const int *numbers, size_t count, void (*handler)(int)) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    action.sa_handler = handler;
    for (size_t index = 0; index < count; index++) catch(numbers[index], action);
}

// A stack overflow leaves no stack for a handler. Swift's backtracer may have set one up already.
static void ensure_alternate_stack(void) {
    static char memory[65536];
    stack_t current;
    if (sigaltstack(NULL, &current) == 0 && !(current.ss_flags & SS_DISABLE)) return;
    stack_t own = {.ss_sp = memory, .ss_size = sizeof memory, .ss_flags = 0};
    sigaltstack(&own, NULL);
}

static void catch_crashes(void) {
    ensure_alternate_stack();
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    action.sa_sigaction = on_crash;
    for (size_t index = 0; index < COUNT(crashing); index++) catch(crashing[index], action);
}

void pc_catch_signals(int descriptor, const char *restore, size_t length) {
    static bool is_registered;
    static const int resize = SIGWINCH, stop = SIGTSTP, resume = SIGCONT, pipe = SIGPIPE;
    open_wake_pipe();
    terminal = descriptor;
    has_saved_modes = tcgetattr(descriptor, &saved_modes) == 0;
    restore_length = length < sizeof restore_text ? length : 0;
    memcpy(restore_text, restore, restore_length);
    atomic_store(&handed_over, false);
    atomic_store(&end_signal, 0);
    atomic_store(&is_active, true);
    catch_all(ending, COUNT(ending), on_end);
    catch_all(&resize, 1, on_resize);
    catch_all(&stop, 1, on_stop);
    catch_all(&resume, 1, on_continue);
    // Not ignored: that would be inherited by every program that is started from here.
    catch_all(&pipe, 1, on_broken_pipe);
    catch_all(killing, COUNT(killing), on_kill);
#ifdef SIGRTMIN
    for (int number = SIGRTMIN; number <= SIGRTMAX; number++) catch_all(&number, 1, on_kill);
#endif
    catch_crashes();
    if (!is_registered) is_registered = atexit(restore_terminal) == 0;
}

void pc_set_capture(int capture, int output, int errors) {
    capture_file = capture;
    real_output = output;
    real_errors = errors;
}

void pc_release_signals(void) {
    if (has_saved_modes) tcsetattr(terminal, TCSADRAIN, &saved_modes);
    atomic_store(&is_active, false);
    for (int number = 1; number < NSIG; number++) {
        if (is_caught[number]) sigaction(number, &previous[number], NULL);
        is_caught[number] = false;
    }
}

void pc_set_handed_over(bool is_handed_over) { atomic_store(&handed_over, is_handed_over); }

void pc_stop_self(void) {
    // Nobody would wake us where stops are ignored.
    if (!is_caught[SIGTSTP]) return;
    struct sigaction standard, own;
    memset(&standard, 0, sizeof standard);
    sigemptyset(&standard.sa_mask);
    standard.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &standard, &own);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &own, NULL);
}

int pc_open_capture(void) {
#ifdef __linux__
    return memfd_create("periscope-errors", MFD_CLOEXEC);
#else
    char name[] = "/tmp/periscope-errors-XXXXXX";
    int descriptor = mkstemp(name);
    if (descriptor < 0) return -1;
    unlink(name);
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    return descriptor;
#endif
}
