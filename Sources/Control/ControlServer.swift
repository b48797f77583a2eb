// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux
internal import Synchronization

/// Answers requests on a Unix socket, in Varlink.
///
/// Between clients it sleeps in the kernel. A client that sends nonsense, or never reads, loses its own connection.
package final class ControlServer: Sendable {
  package typealias Handler = @Sendable (ControlRequest) async throws(ControlError) -> ControlAnswer

  private let listener: UnixListener
  private let handler: Handler
  private let changes: @Sendable () -> AsyncStream<Void>
  private let clients = Atomic(0)

  /// `handler` answers; `changes` makes a stream that says when a status is worth asking for again.
  package init(
    at path: Path, handler: @escaping Handler,
    changes: @escaping @Sendable () -> AsyncStream<Void>
  ) throws(SystemError) {
    // The service manager makes it for a service; whoever starts the daemon by hand has none.
    if let folder = path.parent { try Directory.make(folder) }
    listener = try UnixListener(at: path, permissions: Self.permissions)
    self.handler = handler
    self.changes = changes
  }

  /// Serves until the task is cancelled, then removes the socket.
  package func run() async {
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        await listener.untilConnected()
        await acceptAll(in: &group)
      }
      group.cancelAll()
    }
    // Who finds no name knows as much as who finds one that nobody listens to.
    try? listener.remove()
  }

  private func acceptAll(in group: inout DiscardingTaskGroup) async {
    do throws(SystemError) {
      while !Task.isCancelled, let stream = try listener.accept() {
        guard clients.load(ordering: .relaxed) < Self.mostClients else {
          // Closed at once: who may connect at all can wait and try again.
          continue
        }
        clients.add(1, ordering: .relaxed)
        group.addTask {
          await self.serve(stream)
          self.clients.subtract(1, ordering: .relaxed)
        }
      }
    } catch {
      // No descriptor or no memory is left: it may be in a moment, and until then every try would be in vain.
      try? await Task.sleep(for: Self.respite)
    }
  }

  private func serve(_ stream: UnixStream) async {
    guard let peer = try? stream.peer() else { return }
    let conversation = Conversation(
      stream: stream, peer: peer,
      permission: Permission(user: PeerCredentials.own.user, group: listener.group),
      handler: handler, changes: changes)
    // However it ends, it is this client's affair alone.
    try? await conversation.run()
  }

  /// Owner and group; who shall control the daemon joins the group.
  private static let permissions: UInt32 = 0o660
  private static let mostClients = 64
  /// Between two tries to accept when the process has no descriptors left.
  private static let respite = Duration.seconds(1)
}
