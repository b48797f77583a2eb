// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

struct PeerCredentialsTests {
  @Test func `a connection to oneself has one's own credentials`() throws {
    let (near, far) = try UnixStream.pair()
    let peer = try near.peer()
    #expect(peer == PeerCredentials.own)
    #expect(peer.process == getpid())
    #expect(peer.user == geteuid())
    #expect(peer.groups.contains(getegid()))
    withExtendedLifetime(far) {}
  }

  @Test(.enabled(if: geteuid() == 0, "needs root"), .timeLimit(.minutes(1)))
  func `another's program is known by its user and all its groups`() async throws {
    let folder = try TemporaryFolder()
    let path = Path(folder.file("socket"))
    let listener = try UnixListener(at: path, permissions: 0o666)
    var command = Command(
      executable: "/usr/bin/setpriv",
      arguments: [
        "--reuid", "65534", "--regid", "65534", "--groups", "4,27", "/usr/bin/perl", "-MSocket",
        "-e",
        "socket(S, AF_UNIX, SOCK_STREAM, 0); connect(S, pack_sockaddr_un(shift)) or die; sysread S, $x, 1",
        folder.file("socket"),
      ])
    command.output = .null
    let child = try ChildProcess.spawn(command)
    await listener.untilConnected()
    let stream = try #require(try listener.accept())
    let peer = try stream.peer()
    #expect(peer.user == 65_534)
    #expect(peer.groups == [65_534, 4, 27])
    #expect(peer.process == child.identifier)
    stream.shutDown()
    #expect(await child.termination().isSuccess)
  }
}
