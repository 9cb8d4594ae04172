#define _GNU_SOURCE
#include "Walk.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#if defined(__APPLE__)
#include <crt_externs.h>
#include <mach-o/dyld.h>
#include <mach-o/loader.h>

char **periscope_environment(void) {
  return *_NSGetEnviron();
}

size_t periscope_build_id(uint8_t *bytes, size_t capacity) {
  const struct mach_header_64 *header = (const struct mach_header_64 *)_dyld_get_image_header(0);
  if (header == NULL || header->magic != MH_MAGIC_64 || capacity < 16) return 0;
  const struct load_command *command = (const struct load_command *)(header + 1);
  for (uint32_t index = 0; index < header->ncmds; index++) {
    if (command->cmd == LC_UUID) {
      memcpy(bytes, ((const struct uuid_command *)command)->uuid, 16);
      return 16;
    }
    command = (const struct load_command *)((const char *)command + command->cmdsize);
  }
  return 0;
}
#else
#include <elf.h>
#include <link.h>

extern char **environ;

char **periscope_environment(void) {
  return environ;
}

struct build_id {
  uint8_t *bytes;
  size_t capacity;
  size_t length;
};

// Looks through one PT_NOTE segment. A note is a header, a name and a description, each padded to four bytes.
static void find_note(const char *note, size_t left, struct build_id *found) {
  while (left >= sizeof(ElfW(Nhdr)) && found->length == 0) {
    const ElfW(Nhdr) *header = (const ElfW(Nhdr) *)note;
    size_t name = ((size_t)header->n_namesz + 3) & ~(size_t)3;
    size_t description = ((size_t)header->n_descsz + 3) & ~(size_t)3;
    size_t rest = left - sizeof *header;
    if (name > rest || description > rest - name) return;
    const char *text = note + sizeof *header;
    if (header->n_type == NT_GNU_BUILD_ID && header->n_namesz == 4 && memcmp(text, "GNU", 4) == 0) {
      size_t length = header->n_descsz < found->capacity ? header->n_descsz : found->capacity;
      memcpy(found->bytes, text + name, length);
      found->length = length;
    }
    note = text + name + description;
    left = rest - name - description;
  }
}

// Whether a segment's bytes are in memory: some segments only describe the file.
static bool is_loaded(const struct dl_phdr_info *info, const ElfW(Phdr) *wanted) {
  for (size_t index = 0; index < info->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[index];
    if (segment->p_type != PT_LOAD || wanted->p_vaddr < segment->p_vaddr) continue;
    if (wanted->p_vaddr + wanted->p_memsz <= segment->p_vaddr + segment->p_filesz) return true;
  }
  return false;
}

size_t periscope_build_id_of(const struct dl_phdr_info *info, uint8_t *bytes, size_t capacity) {
  struct build_id found = {bytes, capacity, 0};
  for (size_t index = 0; index < info->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[index];
    if (segment->p_type == PT_NOTE && is_loaded(info, segment)) {
      find_note((const char *)(info->dlpi_addr + segment->p_vaddr), segment->p_memsz, &found);
    }
  }
  return found.length;
}

// The first object that the linker reports is the executable itself; its return value ends the walk.
static int inspect_executable(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  struct build_id *found = context;
  found->length = periscope_build_id_of(info, found->bytes, found->capacity);
  return 1;
}

size_t periscope_build_id(uint8_t *bytes, size_t capacity) {
  struct build_id found = {bytes, capacity, 0};
  dl_iterate_phdr(inspect_executable, &found);
  return found.length;
}
#endif

uint32_t periscope_uid(void) {
  return (uint32_t)geteuid();
}

// Eight bytes a step: a rebuilt binary must differ, an adversary need not be kept out.
static uint64_t mix(uint64_t hash, const unsigned char *bytes, size_t count) {
  while (count > 0) {
    uint64_t word = 0;
    size_t step = count < 8 ? count : 8;
    memcpy(&word, bytes, step);
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 29;
    bytes += step;
    count -= step;
  }
  return hash;
}

int periscope_hash_file(const char *path, uint64_t *hash) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return errno;
  unsigned char buffer[65536];
  uint64_t value = UINT64_C(0xCBF29CE484222325);
  for (;;) {
    ssize_t count = read(file, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      int problem = errno;
      close(file);
      return problem;
    }
    if (count == 0) break;
    value = mix(value, buffer, (size_t)count);
  }
  close(file);
  *hash = value;
  return 0;
}
