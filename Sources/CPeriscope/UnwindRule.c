#define _GNU_SOURCE
#include "Walk.h"

#include <string.h>

#if defined(__ELF__) && (defined(__x86_64__) || defined(__aarch64__))
#include <dlfcn.h>
#include <elf.h>
#include <link.h>

// Reads .eh_frame as the "Linux Standard Base Core Specification", 10.6, and DWARF 5, 6.4, describe it, as far as one
// return address needs: where the caller's stack pointer is (the CFA), and where on the stack its frame pointer and its
// program counter are. What it does not know makes the rule unknown, and the walk ends there.
//
// The tables are the compiler's and were linked into the object, so they are as much to be trusted as its code; every
// read is kept inside them nevertheless.

#if defined(__x86_64__)
enum { REGISTER_FP = 6, REGISTER_SP = 7, REGISTER_RETURN = 16, REGISTER_CONTEXT = 14 };
#else
enum { REGISTER_FP = 29, REGISTER_SP = 31, REGISTER_RETURN = 30, REGISTER_CONTEXT = 22 };
#endif

#if defined(__GLIBC__)
#if __GLIBC_PREREQ(2, 35)
#define HAS_FIND_OBJECT
#endif
#endif

struct reader {
  const uint8_t *at;
  const uint8_t *end;
  bool failed;
};

static uint64_t read_bytes(struct reader *reader, size_t count) {
  uint64_t value = 0;
  if (count > (size_t)(reader->end - reader->at)) {
    reader->failed = true;
    return 0;
  }
  memcpy(&value, reader->at, count);
  reader->at += count;
  return value;
}

static uint64_t read_uleb(struct reader *reader) {
  uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    uint64_t byte = read_bytes(reader, 1);
    if (shift < 64) value |= (byte & 0x7f) << shift;
    if ((byte & 0x80) == 0 || reader->failed) return value;
  }
}

static int64_t read_sleb(struct reader *reader) {
  uint64_t value = 0;
  unsigned shift = 0;
  uint64_t byte;
  do {
    byte = read_bytes(reader, 1);
    if (shift < 64) value |= (byte & 0x7f) << shift;
    shift += 7;
  } while ((byte & 0x80) != 0 && !reader->failed);
  if (shift < 64 && (byte & 0x40) != 0) value |= ~UINT64_C(0) << shift;
  return (int64_t)value;
}

static void skip(struct reader *reader, uint64_t count) {
  if (count > (uint64_t)(reader->end - reader->at)) {
    reader->failed = true;
  } else {
    reader->at += count;
  }
}

// A pointer as DW_EH_PE_… says: how it is written in the low half, what it is counted from in the high one.
static uint64_t read_encoded(struct reader *reader, uint8_t encoding, uint64_t data) {
  uint64_t place = (uint64_t)(uintptr_t)reader->at;
  uint64_t value;
  switch (encoding & 0x0f) {
  case 0x00: value = read_bytes(reader, 8); break;
  case 0x01: value = read_uleb(reader); break;
  case 0x02: value = read_bytes(reader, 2); break;
  case 0x03: value = read_bytes(reader, 4); break;
  case 0x04: value = read_bytes(reader, 8); break;
  case 0x09: value = (uint64_t)read_sleb(reader); break;
  case 0x0a: value = (uint64_t)(int16_t)read_bytes(reader, 2); break;
  case 0x0b: value = (uint64_t)(int32_t)read_bytes(reader, 4); break;
  case 0x0c: value = read_bytes(reader, 8); break;
  default: reader->failed = true; return 0;
  }
  switch (encoding & 0x70) {
  case 0x00: return value;
  case 0x10: return value + place;
  case 0x30: return value + data;
  default: reader->failed = true; return 0;
  }
}

// One row of the table that a function's instructions describe.
struct row {
  uint64_t cfa_register;
  int64_t cfa_offset;
  bool cfa_known;
  bool stub;
  // Where a register of the caller's is: nowhere else, at an offset from the CFA, lost, or told in another way.
  struct place { enum { SAME, AT_OFFSET, UNDEFINED, OTHER } kind; int64_t offset; } fp, return_address, context;
};

struct common {
  uint64_t code_alignment;
  int64_t data_alignment;
  uint64_t return_register;
  uint8_t pointer_encoding;
  bool augmented;
  bool signal;
  struct reader instructions;
};

// Reads a common information entry, from behind its length and its id.
static bool read_common(struct reader reader, struct common *common) {
  uint64_t version = read_bytes(&reader, 1);
  const char *augmentation = (const char *)reader.at;
  while (read_bytes(&reader, 1) != 0 && !reader.failed) continue;
  if (version == 4) skip(&reader, 2);
  if (reader.failed || (version != 1 && version != 3 && version != 4)) return false;
  common->code_alignment = read_uleb(&reader);
  common->data_alignment = read_sleb(&reader);
  common->return_register = version == 1 ? read_bytes(&reader, 1) : read_uleb(&reader);
  common->pointer_encoding = 0;
  common->signal = false;
  common->augmented = augmentation[0] == 'z';
  if (augmentation[0] != 0 && !common->augmented) return false;
  if (common->augmented) {
    uint64_t length = read_uleb(&reader);
    struct reader data = reader;
    skip(&reader, length);
    for (const char *letter = augmentation + 1; *letter != 0; letter++) {
      switch (*letter) {
      case 'R': common->pointer_encoding = (uint8_t)read_bytes(&data, 1); break;
      case 'P': read_encoded(&data, (uint8_t)read_bytes(&data, 1) & 0x7f, 0); break;
      case 'L': skip(&data, 1); break;
      case 'S': common->signal = true; break;
      case 'B': break;
      default: return false;
      }
    }
    if (data.failed) return false;
  }
  common->instructions = reader;
  return !reader.failed;
}

static struct place *place_of(struct row *row, const struct common *common, uint64_t number) {
  if (number == REGISTER_FP) return &row->fp;
  if (number == REGISTER_CONTEXT) return &row->context;
  if (number == common->return_register) return &row->return_address;
  return NULL;
}

static void set_place(struct row *row, const struct common *common, uint64_t number, int kind, int64_t offset) {
  struct place *place = place_of(row, common, number);
  if (place == NULL) return;
  place->kind = kind;
  place->offset = offset;
}

static void restore_place(struct row *row, const struct row *initial, const struct common *common, uint64_t number) {
  if (number == REGISTER_FP) row->fp = initial->fp;
  if (number == REGISTER_CONTEXT) row->context = initial->context;
  if (number == common->return_register) row->return_address = initial->return_address;
}

// Whether an expression is the one that linkers write for the procedure linkage table, whose entries jump to functions
// of other objects: `rsp + 8 + ((rip & 15) >= n ? 8 : 0)`, since from byte n of an entry on its number is pushed.
static bool is_linkage_table(const struct reader *reader, uint64_t length) {
#if defined(__x86_64__)
  // breg7 8, breg16 0, lit15, and, lit n, ge, lit3, shl, plus
  static const uint8_t begin[] = {0x77, 0x08, 0x80, 0x00, 0x3f, 0x1a};
  static const uint8_t end[] = {0x2a, 0x33, 0x24, 0x22};
  if (length != sizeof begin + 1 + sizeof end || length > (uint64_t)(reader->end - reader->at)) return false;
  return memcmp(reader->at, begin, sizeof begin) == 0 && (reader->at[6] & 0xf0) == 0x30
      && memcmp(reader->at + 7, end, sizeof end) == 0;
#else
  (void)reader;
  (void)length;
  return false;
#endif
}

static void set_linkage_row(struct row *row, uint64_t pushed_from, uint64_t pc) {
  row->cfa_register = REGISTER_SP;
  row->cfa_offset = (pc & 15) >= pushed_from ? 16 : 8;
  row->cfa_known = true;
  row->stub = true;
}

// Compilers remember one; more would take room on the stack of a signal handler.
enum { REMEMBERED = 4 };

// Runs instructions until they are over or describe what lies behind `pc`.
static bool run(
    struct reader reader, const struct common *common, uint64_t location, uint64_t pc, const struct row *initial,
    struct row *row) {
  struct row remembered[REMEMBERED];
  unsigned depth = 0;
  while (reader.at < reader.end && !reader.failed) {
    uint8_t code = (uint8_t)read_bytes(&reader, 1);
    uint8_t low = code & 0x3f;
    uint64_t number;
    switch (code & 0xc0) {
    case 0x40:
      location += low * common->code_alignment;
      if (location > pc) return true;
      continue;
    case 0x80:
      set_place(row, common, low, AT_OFFSET, (int64_t)read_uleb(&reader) * common->data_alignment);
      continue;
    case 0xc0: restore_place(row, initial, common, low); continue;
    default: break;
    }
    switch (code) {
    case 0x00: break;
    case 0x01:
      location = read_encoded(&reader, common->pointer_encoding, 0);
      if (location > pc) return true;
      break;
    case 0x02: case 0x03: case 0x04:
      location += read_bytes(&reader, (size_t)1 << (code - 2)) * common->code_alignment;
      if (location > pc) return true;
      break;
    case 0x05:
      number = read_uleb(&reader);
      set_place(row, common, number, AT_OFFSET, (int64_t)read_uleb(&reader) * common->data_alignment);
      break;
    case 0x06: restore_place(row, initial, common, read_uleb(&reader)); break;
    case 0x07: set_place(row, common, read_uleb(&reader), UNDEFINED, 0); break;
    case 0x08: set_place(row, common, read_uleb(&reader), SAME, 0); break;
    case 0x09:
      set_place(row, common, read_uleb(&reader), OTHER, 0);
      read_uleb(&reader);
      break;
    case 0x0a:
      if (depth == REMEMBERED) return false;
      remembered[depth++] = *row;
      break;
    case 0x0b:
      if (depth == 0) return false;
      *row = remembered[--depth];
      break;
    case 0x0c:
      row->cfa_register = read_uleb(&reader);
      row->cfa_offset = (int64_t)read_uleb(&reader);
      row->cfa_known = true;
      break;
    case 0x0d: row->cfa_register = read_uleb(&reader); break;
    case 0x0e: row->cfa_offset = (int64_t)read_uleb(&reader); break;
    case 0x0f:
      row->cfa_known = false;
      number = read_uleb(&reader);
      if (is_linkage_table(&reader, number)) set_linkage_row(row, reader.at[6] - 0x30, pc);
      skip(&reader, number);
      break;
    case 0x10: case 0x16:
      set_place(row, common, read_uleb(&reader), OTHER, 0);
      skip(&reader, read_uleb(&reader));
      break;
    case 0x11:
      number = read_uleb(&reader);
      set_place(row, common, number, AT_OFFSET, read_sleb(&reader) * common->data_alignment);
      break;
    case 0x12:
      row->cfa_register = read_uleb(&reader);
      row->cfa_offset = read_sleb(&reader) * common->data_alignment;
      row->cfa_known = true;
      break;
    case 0x13: row->cfa_offset = read_sleb(&reader) * common->data_alignment; break;
    case 0x14: case 0x15:
      set_place(row, common, read_uleb(&reader), OTHER, 0);
      read_uleb(&reader);
      break;
    // Of AArch64: whether the return address is signed, which the walk sees at the address itself.
    case 0x2d: break;
    case 0x2e: read_uleb(&reader); break;
    case 0x2f:
      number = read_uleb(&reader);
      set_place(row, common, number, AT_OFFSET, -(int64_t)read_uleb(&reader) * common->data_alignment);
      break;
    default: return false;
    }
  }
  return !reader.failed;
}

// One object as the dynamic linker describes it, and the address that is looked for.
struct search {
  uint64_t pc;
  bool is_first;
  struct periscope_rule rule;
};

// Whether a function stores an asynchronous context beside its saved frame pointer, by its first instructions: LLVM
// makes these for Swift's asynchronous functions and for nothing else (X86FrameLowering and AArch64FrameLowering,
// `hasSwiftAsyncContext`). Returns how many bytes of it that takes; 0 where it does not.
static uint64_t async_entry(const uint8_t *start, uint64_t length) {
#if defined(__x86_64__)
  // push %rbp; push %r14; lea 8(%rsp), %rbp
  static const uint8_t pattern[] = {0x55, 0x41, 0x56, 0x48, 0x8d, 0x6c, 0x24, 0x08};
  uint64_t limit = length < 48 ? length : 48;
  for (uint64_t index = 0; index + sizeof pattern <= limit; index++) {
    if (memcmp(start + index, pattern, sizeof pattern) == 0) return index + sizeof pattern;
  }
  return 0;
#else
  // str x22, [sp, #n]; …; add x29, sp, #n + 8
  uint32_t slot = UINT32_MAX;
  for (uint64_t index = 0; index < 16 && index * 4 + 4 <= length; index++) {
    uint32_t word;
    memcpy(&word, start + index * 4, 4);
    if ((word & 0xffc003ff) == 0xf90003f6) slot = ((word >> 10) & 0xfff) * 8;
    if ((word & 0xffc003ff) == 0x910003fd) {
      return slot != UINT32_MAX && ((word >> 10) & 0xfff) == slot + 8 ? index * 4 + 4 : 0;
    }
  }
  return 0;
#endif
}

// As many bits as the walk remembers of it.
static bool fits(int64_t value) { return value >= -16384 && value < 16384 && value % 8 == 0; }

static void describe(const struct row *row, struct periscope_rule *rule) {
  if (row->return_address.kind == UNDEFINED) {
    rule->kind = PERISCOPE_RULE_OUTERMOST;
    return;
  }
  bool from_fp = row->cfa_register == REGISTER_FP;
  if (!row->cfa_known || (!from_fp && row->cfa_register != REGISTER_SP)) return;
  // A function that has called nobody yet may still have it where the call left it: in a register, on AArch64.
  rule->in_register = row->return_address.kind == SAME && REGISTER_RETURN == 30;
  if (row->return_address.kind != AT_OFFSET && !rule->in_register) return;
  if (row->fp.kind == OTHER || row->fp.kind == UNDEFINED) return;
  int64_t saved_fp = row->fp.kind == AT_OFFSET ? row->fp.offset : 0;
  if (row->cfa_offset < 0 || row->cfa_offset >= 1 << 23 || row->cfa_offset % 8 != 0) return;
  if ((!rule->in_register && !fits(row->return_address.offset)) || !fits(saved_fp)) return;
  rule->kind = from_fp ? PERISCOPE_RULE_FROM_FP : PERISCOPE_RULE_FROM_SP;
  rule->keeps_fp = row->fp.kind == SAME;
  rule->cfa = (int32_t)row->cfa_offset;
  rule->return_address = rule->in_register ? 0 : (int32_t)row->return_address.offset;
  rule->saved_fp = (int32_t)saved_fp;
  rule->keeps_context = row->context.kind == SAME;
  rule->saves_context = row->context.kind == AT_OFFSET && fits(row->context.offset);
  rule->saved_context = rule->saves_context ? (int32_t)row->context.offset : 0;
}

// Reads a frame description entry and the common one that it names, both in the same segment.
static void read_description(
    const uint8_t *entry, const uint8_t *segment, const uint8_t *end, uint64_t pc, struct periscope_rule *rule) {
  struct reader reader = {entry, end, false};
  uint64_t length = read_bytes(&reader, 4);
  if (length == 0 || length == UINT32_MAX || length > (uint64_t)(end - reader.at)) return;
  reader.end = reader.at + length;
  const uint8_t *id = reader.at;
  uint64_t back = read_bytes(&reader, 4);
  if (reader.failed || back == 0 || back > (uint64_t)(id - segment)) return;
  struct reader other = {id - back, end, false};
  uint64_t other_length = read_bytes(&other, 4);
  if (other_length == 0 || other_length == UINT32_MAX || other_length > (uint64_t)(end - other.at)) return;
  other.end = other.at + other_length;
  if (read_bytes(&other, 4) != 0) return;
  struct common common;
  if (!read_common(other, &common) || common.signal) return;

  uint64_t start = read_encoded(&reader, common.pointer_encoding, 0);
  uint64_t count = read_encoded(&reader, common.pointer_encoding & 0x0f, 0);
  if (common.augmented) skip(&reader, read_uleb(&reader));
  if (reader.failed || pc < start || pc - start >= count) return;
  struct row row = {0};
  struct row initial = {0};
  if (!run(common.instructions, &common, 0, UINT64_MAX, &initial, &row)) return;
  initial = row;
  if (!run(reader, &common, start, pc, &initial, &row)) return;
  describe(&row, rule);
  rule->function = start;
  rule->function_end = start + count;
  rule->stub = row.stub;
  uint64_t prologue = async_entry((const uint8_t *)(uintptr_t)start, count);
  rule->stores_context = prologue != 0;
  rule->async = prologue != 0 && rule->kind == PERISCOPE_RULE_FROM_FP;
  rule->entering = prologue != 0 && !rule->async && pc - start < prologue;
}

// Looks through the sorted table of .eh_frame_hdr for the last function that begins at or before the address.
static void read_table(
    const uint8_t *header, const uint8_t *segment, const uint8_t *end, uint64_t pc, struct periscope_rule *rule) {
  uint64_t data = (uint64_t)(uintptr_t)header;
  struct reader reader = {header, end, false};
  uint64_t version = read_bytes(&reader, 1);
  uint8_t frame_encoding = (uint8_t)read_bytes(&reader, 1);
  uint8_t count_encoding = (uint8_t)read_bytes(&reader, 1);
  uint8_t table_encoding = (uint8_t)read_bytes(&reader, 1);
  // The table is one that can be searched only where its entries are pairs of four bytes.
  if (version != 1 || table_encoding != 0x3b || count_encoding == 0xff || frame_encoding == 0xff) return;
  read_encoded(&reader, frame_encoding, data);
  uint64_t count = read_encoded(&reader, count_encoding, data);
  if (reader.failed || count == 0 || count > (uint64_t)(end - reader.at) / 8) return;
  const uint8_t *table = reader.at;
  uint64_t low = 0, high = count;
  while (high - low > 1) {
    uint64_t middle = low + (high - low) / 2;
    int32_t start;
    memcpy(&start, table + middle * 8, 4);
    if (data + (uint64_t)(int64_t)start <= pc) low = middle; else high = middle;
  }
  int32_t pair[2];
  memcpy(pair, table + low * 8, 8);
  if (data + (uint64_t)(int64_t)pair[0] > pc) return;
  // The linker puts .eh_frame behind or before its table, in the same segment.
  if (pair[1] < segment - header || pair[1] >= end - header) return;
  read_description(header + pair[1], segment, end, pc, rule);
}

struct periscope_rule periscope_rule_in(const struct periscope_object *object, uint64_t address, bool own) {
  struct periscope_rule rule = {PERISCOPE_RULE_UNKNOWN};
  rule.own = own;
  if (object->table != NULL) read_table(object->table, object->low, object->high, address, &rule);
  return rule;
}

NO_SANITIZER struct periscope_rule periscope_find_rule_safely(uint64_t pc) {
  struct periscope_image image = periscope_executable();
  struct periscope_object object = {0};
  uint64_t address = pc - 1;
#if defined(HAS_FIND_OBJECT)
  // Reads what the dynamic linker publishes without a lock, for the C++ unwinder's sake; safe in a signal handler.
  struct dl_find_object found;
  if (_dl_find_object((void *)(uintptr_t)address, &found) != 0) return (struct periscope_rule){PERISCOPE_RULE_UNKNOWN};
  object.table = found.dlfo_eh_frame;
  object.low = found.dlfo_map_start;
  object.high = found.dlfo_map_end;
#else
  if (!periscope_known_object(address, &object)) return (struct periscope_rule){PERISCOPE_RULE_UNKNOWN};
#endif
  return periscope_rule_in(&object, address, address - image.start < image.end - image.start);
}

static int search_object(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  struct search *search = context;
  bool is_first = search->is_first;
  search->is_first = false;
  uint64_t table = 0;
  bool holds = false;
  for (size_t index = 0; index < info->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[index];
    uint64_t start = info->dlpi_addr + segment->p_vaddr;
    if (segment->p_type == PT_LOAD && search->pc - start < segment->p_memsz) holds = true;
    if (segment->p_type == PT_GNU_EH_FRAME) table = start;
  }
  if (!holds) return 0;
  search->rule.own = is_first;
  for (size_t index = 0; index < info->dlpi_phnum && table != 0; index++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[index];
    uint64_t start = info->dlpi_addr + segment->p_vaddr;
    if (segment->p_type != PT_LOAD || table - start >= segment->p_filesz) continue;
    const uint8_t *bytes = (const uint8_t *)(uintptr_t)start;
    read_table(bytes + (table - start), bytes, bytes + segment->p_filesz, search->pc, &search->rule);
  }
  return 1;
}

NO_SANITIZER struct periscope_rule periscope_find_rule(uint64_t pc) {
  // The call is before the address that it returns to, which may be another function's.
  struct search search = {pc - 1, true, {PERISCOPE_RULE_UNKNOWN}};
  if (pc != 0) dl_iterate_phdr(search_object, &search);
  return search.rule;
}
#else
// Without unwind tables that we can read: where the platform keeps frame pointers everywhere, as Darwin does, the walk
// follows those.
struct periscope_rule periscope_find_rule(uint64_t pc) {
  struct periscope_image image = periscope_executable();
  return (struct periscope_rule){.kind = PERISCOPE_RULE_UNKNOWN, .own = pc - image.start < image.end - image.start};
}

struct periscope_rule periscope_find_rule_safely(uint64_t pc) {
  return periscope_find_rule(pc);
}
#endif
