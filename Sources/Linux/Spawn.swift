// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// The descriptors of a program to start: what becomes 0, 1, 2 and 3 on, and nothing behind.
struct SpawnFiles: ~Copyable {
  let actions: UnsafeMutablePointer<posix_spawn_file_actions_t>
  private let sources: Sources

  init(streams: [Command.Stream], descriptors: [Int32]) throws(SystemError) {
    let extra = descriptors.map { Command.Stream.descriptor($0) }
    let wanted = Array(zip(Int32(0)..., streams + extra))
    let firstFree = Int32(wanted.count)
    sources = try Sources(wanted.map { $0.1 }, from: firstFree)
    actions = .allocate(capacity: 1)
    posix_spawn_file_actions_init(actions)
    for (number, stream) in wanted {
      switch stream {
      case .inherited: continue
      case .null: posix_spawn_file_actions_addopen(actions, number, "/dev/null", O_RDWR, 0)
      case .descriptor(let raw):
        posix_spawn_file_actions_adddup2(actions, sources.copies[raw] ?? raw, number)
      }
    }
    posix_spawn_file_actions_addclosefrom_np(actions, firstFree)
  }

  deinit {
    posix_spawn_file_actions_destroy(actions)
    actions.deallocate()
  }

  /// Copies of the descriptors, numbered so high that placing one never overwrites another.
  private struct Sources: ~Copyable {
    private(set) var copies: [Int32: Int32] = [:]

    init(_ streams: [Command.Stream], from firstFree: Int32) throws(SystemError) {
      for case .descriptor(let raw) in streams where copies[raw] == nil {
        copies[raw] = try check("fcntl") { fcntl(raw, F_DUPFD_CLOEXEC, firstFree) }
      }
    }

    deinit { copies.values.forEach { _ = close($0) } }
  }
}

/// No inherited signal settings, and a process group to signal as a whole.
struct SpawnAttributes: ~Copyable {
  let pointer: UnsafeMutablePointer<posix_spawnattr_t>

  init() {
    pointer = .allocate(capacity: 1)
    posix_spawnattr_init(pointer)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(pointer, &signals)
    // An ignored SIGPIPE would survive exec, and a worker would outlive its reader.
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(pointer, &signals)
    posix_spawnattr_setpgroup(pointer, 0)
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(pointer, Int16(flags))
  }

  deinit {
    posix_spawnattr_destroy(pointer)
    pointer.deallocate()
  }
}
