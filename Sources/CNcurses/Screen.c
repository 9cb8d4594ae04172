#define NCURSES_WIDECHAR 1
#ifdef __linux__
#define _GNU_SOURCE 1
#endif
#include "CNcurses.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static FILE *output_file;
static FILE *input_file;
static WINDOW *key_window;
static bool can_hide_cursor;

const char *pc_set_locale(void) {
    setlocale(LC_ALL, "");
    return nl_langinfo(CODESET);
}

int pc_look_up(const char *term, int descriptor) {
    int status = PC_TERM_UNKNOWN;
    // A hard-copy terminal fails with status 1; it has no cup, which the caller sees.
    setupterm(term, descriptor, &status);
    return status;
}

int pc_flag(const char *name) { return tigetflag(name); }

int pc_number(const char *name) { return tigetnum(name); }

const char *pc_string(const char *name) {
    const char *value = tigetstr(name);
    return value == (const char *)-1 ? NULL : value;
}

const char *pc_flag_name(int index) { return boolnames[index]; }
const char *pc_number_name(int index) { return numnames[index]; }
const char *pc_string_name(int index) { return strnames[index]; }

void pc_forget_look_up(void) {
    if (cur_term != NULL) del_curterm(cur_term);
}

static FILE *open_copy(int descriptor, const char *mode) {
    int copy = dup(descriptor);
    return copy < 0 ? NULL : fdopen(copy, mode);
}

// newterm with $TERMINFO replaced for the time of the call, so that no child ever sees it.
static SCREEN *new_screen(const char *term, const char *entry) {
    if (entry == NULL) return newterm(term, output_file, input_file);
    const char *current = getenv("TERMINFO");
    char *saved = current == NULL ? NULL : strdup(current);
    setenv("TERMINFO", entry, 1);
    SCREEN *result = newterm(term, output_file, input_file);
    if (saved == NULL) {
        unsetenv("TERMINFO");
    } else {
        setenv("TERMINFO", saved, 1);
        free(saved);
    }
    return result;
}

static void set_modes(void) {
    raw();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    typeahead(-1);
    leaveok(stdscr, TRUE);
    can_hide_cursor = curs_set(0) != ERR;
}

bool pc_open(const char *term, const char *entry, int output, int input, int escape_delay) {
    output_file = open_copy(output, "w");
    input_file = open_copy(input, "r");
    if (output_file == NULL || input_file == NULL) return false;
    // The window's real size: LINES and COLUMNS in the environment would freeze it.
    use_env(FALSE);
#if defined(NCURSES_VERSION_PATCH) && NCURSES_VERSION_PATCH >= 20120714
    use_tioctl(TRUE);
#endif
    screen = new_screen(term, entry);
    if (screen == NULL) return false;
    set_escdelay(escape_delay);
    set_modes();
    // Reading from a window would refresh it behind our back; reading from a pad does not.
    key_window = newpad(1, 1);
    keypad(key_window, TRUE);
    nodelay(key_window, TRUE);
    // The mouse's reports are decoded by the caller: ncurses merges press and release, and knows the modern reports
    // only where the terminal's entry names them, which tmux's does not.
    mouseinterval(0);
    keyok(KEY_MOUSE, FALSE);
    return true;
}

// Without a second screen, what we drew stays. The last line, where the shell's prompt comes, is made clean.
static void end_window(void) {
    if (exit_ca_mode == NULL) {
        leaveok(stdscr, FALSE);
        wmove(stdscr, LINES - 1, 0);
        wclrtoeol(stdscr);
        wnoutrefresh(stdscr);
        doupdate();
    }
    endwin();
}

void pc_leave(void) { end_window(); }

void pc_enter(void) {
    reset_prog_mode();
    set_modes();
    // ncurses sends the entry sequences with the next update, and paints all of it.
    clearok(curscr, TRUE);
}

void pc_close(void) {
    if (screen == NULL) return;
    if (!isendwin()) end_window();
    delwin(key_window);
    delscreen(screen);
    fclose(output_file);
    fclose(input_file);
    screen = NULL;
    key_window = NULL;
}

bool pc_start_colors(void) {
    // Asking for pairs on a terminal without colour crashes ncurses 6.4.
    if (!has_colors()) return false;
    start_color();
    return COLORS > 0 && use_default_colors() == OK;
}

int pc_color_count(void) { return COLORS; }
int pc_pair_count(void) { return COLOR_PAIRS; }

bool pc_init_pair(int pair, int foreground, int background) {
    if (COLORS <= 0 || pair <= 0 || pair >= COLOR_PAIRS) return false;
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS
    return init_extended_pair(pair, foreground, background) == OK;
#else
    return init_pair((short)pair, (short)foreground, (short)background) == OK;
#endif
}

void pc_get_size(int *height, int *width) { getmaxyx(stdscr, *height, *width); }

bool pc_measure(int descriptor, int *height, int *width) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return false;
    *height = size.ws_row;
    *width = size.ws_col;
    return true;
}

void pc_resize(int height, int width) {
    resize_term(height, width);
    clearok(curscr, TRUE);
}

uint32_t pc_attributes(uint16_t bits, int pair) {
    attr_t result = A_NORMAL;
    if (bits & PC_BOLD) result |= A_BOLD;
    if (bits & PC_DIM) result |= A_DIM;
#ifdef A_ITALIC
    if (bits & PC_ITALIC) result |= A_ITALIC;
#endif
    if (bits & PC_UNDERLINE) result |= A_UNDERLINE;
    if (bits & PC_REVERSE) result |= A_REVERSE;
    return (uint32_t)(result | COLOR_PAIR(pair < 256 ? pair : 255));
}

// Fills one cell's place or two, and returns how many. Where the C library sees another width than the grid, ncurses
// would put everything after it into the wrong column: such a character is replaced.
static int fill(cchar_t *target, const pc_cell *cell) {
    memset(target, 0, sizeof *target);
    target->attr = cell->attributes;
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS
    target->ext_color = cell->pair;
#endif
    target->chars[0] = (wchar_t)cell->base;
    if (cell->base < 0x7F && cell->marks[0] == 0) return 1;
    bool is_certain = cell->base < 0x7F || wcwidth((wchar_t)cell->base) == cell->width;
    if (!is_certain) target->chars[0] = L'?';
    if (is_certain) {
        int place = 1;
        for (int mark = 0; mark < 2; mark++) {
            wchar_t value = (wchar_t)cell->marks[mark];
            if (value != 0 && wcwidth(value) == 0) target->chars[place++] = value;
        }
        return 1;
    }
    if (cell->width != 2) return 1;
    target[1] = target[0];
    return 2;
}

enum { ROW_LIMIT = 2048 };

void pc_put_cells(int row, int column, const pc_cell *cells, int count) {
    static cchar_t line[ROW_LIMIT + 2];
    int filled = 0;
    for (int index = 0; index < count && filled < ROW_LIMIT; index++) filled += fill(&line[filled], &cells[index]);
    mvwadd_wchnstr(stdscr, row, column, line, filled);
}

void pc_erase(void) { werase(stdscr); }

void pc_repaint_next(void) { clearok(curscr, TRUE); }

static void write_all(const char *text) {
    size_t left = strlen(text);
    while (left > 0) {
        ssize_t written = write(fileno(output_file), text, left);
        if (written <= 0) return;
        text += written;
        left -= (size_t)written;
    }
}

void pc_flush(const char *before, const char *after) {
    if (before != NULL) write_all(before);
    if (!can_hide_cursor) {
        leaveok(stdscr, FALSE);
        wmove(stdscr, LINES - 1, COLS - 1);
    }
    wnoutrefresh(stdscr);
    doupdate();
    if (after != NULL) write_all(after);
}

static int named_key(const char *name) {
    static const struct { const char *name; int key; } table[] = {
        {"kUP", PC_KEY_SHIFT_UP}, {"kDN", PC_KEY_SHIFT_DOWN}, {"kUP2", PC_KEY_SHIFT_UP}, {"kDN2", PC_KEY_SHIFT_DOWN},
        {"kLFT2", PC_KEY_SHIFT_LEFT}, {"kRIT2", PC_KEY_SHIFT_RIGHT}, {"kUP5", PC_KEY_CONTROL_UP},
        {"kDN5", PC_KEY_CONTROL_DOWN}, {"kcbt2", PC_KEY_BACK_TAB}, {"kLFT5", PC_KEY_CONTROL_LEFT}, {"kRIT5", PC_KEY_CONTROL_RIGHT},
    };
    for (size_t index = 0; name != NULL && index < sizeof table / sizeof table[0]; index++) {
        if (strcmp(table[index].name, name) == 0) return table[index].key;
    }
    return PC_KEY_OTHER;
}

static int key_of(wint_t code) {
    if (code >= KEY_F0 && code <= KEY_F(63)) return PC_KEY_FUNCTION + (int)(code - KEY_F0);
    switch (code) {
    case KEY_UP: return PC_KEY_UP;
    case KEY_DOWN: return PC_KEY_DOWN;
    case KEY_LEFT: return PC_KEY_LEFT;
    case KEY_RIGHT: return PC_KEY_RIGHT;
    case KEY_HOME: case KEY_FIND: case KEY_A1: return PC_KEY_HOME;
    case KEY_END: case KEY_SELECT: case KEY_LL: case KEY_C1: return PC_KEY_END;
    case KEY_PPAGE: case KEY_A3: return PC_KEY_PAGE_UP;
    case KEY_NPAGE: case KEY_C3: return PC_KEY_PAGE_DOWN;
    case KEY_IC: return PC_KEY_INSERT;
    case KEY_DC: return PC_KEY_DELETE;
    case KEY_BACKSPACE: return PC_KEY_BACKSPACE;
    case KEY_ENTER: return PC_KEY_ENTER;
    case KEY_BTAB: return PC_KEY_BACK_TAB;
    case KEY_SR: return PC_KEY_SHIFT_UP;
    case KEY_SF: return PC_KEY_SHIFT_DOWN;
    case KEY_SLEFT: return PC_KEY_SHIFT_LEFT;
    case KEY_SRIGHT: return PC_KEY_SHIFT_RIGHT;
    default: return named_key(keyname((int)code));
    }
}

int pc_read(uint32_t *value) {
    wint_t code = 0;
    int status = wget_wch(key_window, &code);
    if (status == ERR) return PC_READ_NOTHING;
    if (status != KEY_CODE_YES) {
        *value = (uint32_t)code;
        return PC_READ_CHARACTER;
    }
    *value = (uint32_t)key_of(code);
    return PC_READ_KEY;
}
