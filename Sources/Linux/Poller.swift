// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Dispatch
internal import Glibc
internal import Synchronization

/// Waits for many descriptors in one thread, which sleeps until one of them is ready.
///
/// Dispatch has sources for this, but on Linux it touches freed memory when one is cancelled while its event arrives
/// (swift-corelibs-libdispatch 949).
final class Poller: Sendable {
  static let shared = Poller()

  /// Closed only with the process; -1 when the kernel would not make it.
  private let epoll: Int32
  private let state = Mutex(State())

  private struct State {
    var last: UInt64 = 0
    var waiting: [UInt64: Waiting] = [:]
  }

  /// One who waits, on a descriptor of his own: epoll knows each but once, and its number cannot be given away meanwhile.
  private struct Waiting {
    let descriptor: Int32
    let continuation: CheckedContinuation<Void, Never>
  }

  /// Names one wait; numbers are never used again, so that a late event finds nobody.
  struct Ticket: Sendable, Hashable { fileprivate let number: UInt64 }

  private init() {
    epoll = clx_epoll_create()
    // A thread of its own: waiting blocks.
    if epoll >= 0 { DispatchQueue(label: "poller").async { self.run() } }
  }

  /// A ticket for a wait that may be ended before it begins.
  func ticket() -> Ticket {
    state.withLock { state in
      state.last += 1
      return Ticket(number: state.last)
    }
  }

  /// Resumes `continuation` once, when `raw` is ready; at once for what cannot be waited for, as a plain file.
  func wait(
    _ ticket: Ticket, for readiness: Readiness, of raw: Int32,
    _ continuation: CheckedContinuation<Void, Never>
  ) {
    let own = fcntl(raw, F_DUPFD_CLOEXEC, 0)
    let isWaiting = state.withLock { state in
      guard own >= 0, clx_epoll_add(epoll, own, readiness.rawValue, ticket.number) == 0 else {
        return false
      }
      state.waiting[ticket.number] = Waiting(descriptor: own, continuation: continuation)
      return true
    }
    guard !isWaiting else { return }
    if own >= 0 { close(own) }
    continuation.resume()
  }

  /// Ends a wait; one that has ended already is fine.
  func end(_ ticket: Ticket) {
    let ended = state.withLock { state in
      let waiting = state.waiting.removeValue(forKey: ticket.number)
      if let waiting {
        // Before closing: epoll follows the open file, which lives on in the original descriptor.
        _ = clx_epoll_remove(epoll, waiting.descriptor)
        close(waiting.descriptor)
      }
      return waiting
    }
    ended?.continuation.resume()
  }

  private func run() {
    while true {
      var number: UInt64 = 0
      if clx_epoll_next(epoll, &number) > 0 { end(Ticket(number: number)) }
    }
  }

  /// What a descriptor is to be ready for; an end or an error is ready for everything.
  struct Readiness: OptionSet {
    let rawValue: UInt32
    static let reading = Readiness(rawValue: clx_epoll_in)
    static let writing = Readiness(rawValue: clx_epoll_out)
  }
}
