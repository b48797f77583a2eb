// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Workers

@Suite(.timeLimit(.minutes(1)))
struct BroadcastTests {
  @Test func `every listener hears, and many changes are one`() async {
    let broadcast = Broadcast()
    var first = broadcast.listen().makeAsyncIterator()
    var second = broadcast.listen().makeAsyncIterator()
    for _ in 0..<5 { broadcast.send() }
    #expect(await first.next() != nil)
    #expect(await second.next() != nil)
    broadcast.send()
    #expect(await first.next() != nil)
  }

  @Test func `listening ends with the sender`() async {
    var broadcast: Broadcast? = Broadcast()
    let stream = broadcast?.listen()
    broadcast?.send()
    broadcast = nil
    var heard = 0
    if let stream { for await _ in stream { heard += 1 } }
    #expect(heard == 1)
  }
}
