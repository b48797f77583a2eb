// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import TestSupport

/// A process that answers calls on a socket with what it was given, and writes down what it was asked.
final class PosingDaemon {
  let socket: String
  private let folder: TemporaryFolder
  private let process = Process()

  /// `answers` by method: whole messages; several to one method are sent one after the other.
  init(_ answers: [String: [String]]) throws {
    folder = try TemporaryFolder()
    socket = folder.file("socket")
    for (method, texts) in answers {
      let bytes = texts.map { $0 + "\0" }.joined()
      try Data(bytes.utf8).write(to: URL(fileURLWithPath: folder.file(method)))
    }
    try Data(Self.script.utf8).write(to: URL(fileURLWithPath: folder.file("script")))
    process.executableURL = URL(fileURLWithPath: "/usr/bin/perl")
    process.arguments = [folder.file("script"), folder.path]
    let ready = Foundation.Pipe()
    process.standardOutput = ready
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // It says one word when it listens.
    _ = ready.fileHandleForReading.availableData
  }

  deinit {
    // Foundation blocks the signal that would ask it to end.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// The calls that came, one in a line.
  var calls: [Document] {
    let lines = (try? String(contentsOfFile: folder.file("calls"), encoding: .utf8)) ?? ""
    return lines.split(separator: "\n").map { line in
      Document(try? JSONSerialization.jsonObject(with: Data(line.utf8)))
    }
  }

  /// A method without an answer closes the connection, and so does the end of the answers to one that wants more.
  private static let script = """
    use Socket; $| = 1; chdir shift;
    socket(L, AF_UNIX, SOCK_STREAM, 0); bind(L, pack_sockaddr_un("socket")) or die; listen(L, 9);
    print "ready\\n"; $SIG{PIPE} = "IGNORE"; $SIG{CHLD} = "IGNORE";
    while (accept(C, L)) {
      if (fork) { close C; next; }
      $/ = chr 0;
      while ($call = <C>) {
        chop $call; open(F, ">>", "calls"); print F "$call\\n"; close F;
        $call =~ /"method":"io\\.montaged\\.Control\\.(\\w+)"/ and open(F, "<", $1) or exit;
        while ($answer = <F>) { syswrite C, $answer }
        exit if $call =~ /"more":true/;
      }
      exit;
    }
    """
}
