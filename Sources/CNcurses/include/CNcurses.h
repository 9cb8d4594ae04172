// What ncurses and the terminal do for the toolbar, without a name of ncurses in it: Swift cannot import
// variadic functions, attribute macros, stdscr or KEY_F, so all of that stays behind these functions.
//
// Not one of them may be called from two threads, but for pc_wake.

#ifndef PERISCOPE_CNCURSES_H
#define PERISCOPE_CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// --- What a terminal can do --------------------------------------------------------------------------------------

// Sets the process's locale from its environment; returns the name of its character set, such as "UTF-8".
const char *_Nonnull pc_set_locale(void);

enum { PC_TERM_KNOWN = 1, PC_TERM_UNKNOWN = 0, PC_TERM_NO_DATABASE = -1 };

// Looks up a terminal's entry, writing nothing. The functions below it ask that entry.
int pc_look_up(const char *_Nonnull term, int descriptor);
// -1: not a flag of terminals; 0 or 1 otherwise.
int pc_flag(const char *_Nonnull name);
// Negative when absent.
int pc_number(const char *_Nonnull name);
// NULL when absent.
const char *_Nullable pc_string(const char *_Nonnull name);
// The names of the standard capabilities in the order of compiled entries; NULL past the end.
const char *_Nullable pc_flag_name(int index);
const char *_Nullable pc_number_name(int index);
const char *_Nullable pc_string_name(int index);
// Frees the entry.
void pc_forget_look_up(void);

// --- Screen ------------------------------------------------------------------------------------------------------

enum { PC_BOLD = 1, PC_DIM = 2, PC_ITALIC = 4, PC_UNDERLINE = 8, PC_REVERSE = 16 };

typedef struct pc_cell {
    uint32_t base;       // a printable scalar
    uint32_t marks[2];   // combining scalars, 0 for none
    int32_t pair;        // a colour pair, 0 for the terminal's own colours
    uint32_t attributes; // of `pc_attributes`
    uint16_t width;      // 1 or 2
} pc_cell;

// Takes the terminal over. False when ncurses does not want to.
// `entry`, if given, is a description in the form of $TERMINFO that is used instead of the system's.
bool pc_open(const char *_Nonnull term, const char *_Nullable entry, int output, int input, int escape_delay);
// Gives the terminal back for good.
void pc_close(void);
// Gives it back for a while, and takes it again.
void pc_leave(void);
void pc_enter(void);

// Starts colours; true when the terminal's own may be used as -1.
bool pc_start_colors(void);
int pc_color_count(void);
int pc_pair_count(void);
bool pc_init_pair(int pair, int foreground, int background);

void pc_get_size(int *_Nonnull rows, int *_Nonnull columns);
// The window's size now, as the system knows it. False when it does not.
bool pc_measure(int descriptor, int *_Nonnull rows, int *_Nonnull columns);
void pc_resize(int rows, int columns);

// What ncurses calls the PC_BOLD and so on of `bits`, in the colours of `pair`.
uint32_t pc_attributes(uint16_t bits, int pair);
void pc_put_cells(int row, int column, const pc_cell *_Nonnull cells, int count);
void pc_erase(void);
// The next flush clears the terminal and paints everything.
void pc_repaint_next(void);
// Sends what changed. `before` goes out in the same write, `after` in one of its own.
void pc_flush(const char *_Nullable before, const char *_Nullable after);

// --- Keys --------------------------------------------------------------------------------------------------------

enum { PC_READ_NOTHING, PC_READ_CHARACTER, PC_READ_KEY };

enum {
    PC_KEY_OTHER, PC_KEY_UP, PC_KEY_DOWN, PC_KEY_LEFT, PC_KEY_RIGHT, PC_KEY_HOME, PC_KEY_END, PC_KEY_PAGE_UP,
    PC_KEY_PAGE_DOWN, PC_KEY_INSERT, PC_KEY_DELETE, PC_KEY_BACKSPACE, PC_KEY_ENTER, PC_KEY_BACK_TAB,
    PC_KEY_SHIFT_UP, PC_KEY_SHIFT_DOWN, PC_KEY_SHIFT_LEFT, PC_KEY_SHIFT_RIGHT, PC_KEY_CONTROL_UP,
    PC_KEY_CONTROL_DOWN, PC_KEY_CONTROL_LEFT, PC_KEY_CONTROL_RIGHT,
    PC_KEY_FUNCTION = 100, // plus the key's number
};

// The next character or key; never waits, but for the escape delay after an escape.
int pc_read(uint32_t *_Nonnull value);

// --- Signals -----------------------------------------------------------------------------------------------------

enum { PC_SIGNAL_END = 1, PC_SIGNAL_RESIZE = 2, PC_SIGNAL_STOP = 4, PC_SIGNAL_CONTINUE = 8 };

// The end of a pipe that becomes readable on a signal and on pc_wake; -1 when there is no pipe.
int pc_wake_descriptor(void);
// From any thread and from handlers.
void pc_wake(void);
void pc_drain_wakes(void);

// Catches what ends, stops, resizes or crashes the process.
//
// On a crash and at exit the terminal gets `restore` and the modes it has now; what `capture` holds goes to `errors`,
// which becomes standard error again; then the handler that was there before goes on.
void pc_catch_signals(int terminal, const char *_Nonnull restore, size_t length);
void pc_set_capture(int capture, int output, int errors);
void pc_release_signals(void);
// The signals since the last call, as a set.
uint32_t pc_take_signals(void);
// The signal that asked the process to end, 0 when none did.
int pc_ending_signal(void);
// While another program has the terminal, interrupts are its own and a stop takes effect at once.
void pc_set_handed_over(bool is_handed_over);
// Stops the process group as ^z does; returns when it goes on.
void pc_stop_self(void);

// A file without a name, for what is written to standard error meanwhile; -1 when there is none.
int pc_open_capture(void);

#endif
