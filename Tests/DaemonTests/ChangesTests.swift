// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Daemon

struct ChangesTests {
  @Test func `every listener hears of a change`() async {
    let changes = Changes()
    let streams = (0..<3).map { _ in changes.stream() }
    changes.signal()
    for stream in streams {
      var iterator = stream.makeAsyncIterator()
      #expect(await iterator.next() != nil)
    }
  }

  @Test func `changes that nobody fetched are one`() async {
    let changes = Changes()
    let stream = changes.stream()
    for _ in 0..<5 { changes.signal() }
    let listener = Task {
      var count = 0
      for await _ in stream {
        count += 1
        if count == 2 { break }
        changes.signal()
      }
      return count
    }
    // The first stands for five; the second came after it was fetched.
    #expect(await listener.value == 2)
  }

  @Test func `an ended listener does not keep others from hearing`() async {
    let changes = Changes()
    let stays = changes.stream()
    let ended = changes.stream()
    let listener = Task {
      for await _ in ended {}
      return true
    }
    listener.cancel()
    #expect(await listener.value)
    changes.signal()
    var iterator = stays.makeAsyncIterator()
    #expect(await iterator.next() != nil)
  }

  @Test func `what changed before somebody listened is not told`() async {
    let changes = Changes()
    changes.signal()
    let stream = changes.stream()
    let listener = Task {
      var iterator = stream.makeAsyncIterator()
      return await iterator.next() != nil
    }
    listener.cancel()
    #expect(await !listener.value)
  }
}
