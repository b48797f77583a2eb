// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing
import Watching

@testable import Daemon

struct ClipBookTests {
  private let drop: Drop

  init() throws { drop = try Drop() }

  private func files(_ names: [String]) throws -> [ScannedFile] {
    try names.sorted().map { try drop.file($0) }
  }

  private func note(
    _ file: ScannedFile, _ state: ClipBook.State, since: Int64 = 1
  ) -> ClipBook.Note {
    ClipBook.Note(state: state, file: file, since: since)
  }

  @Test(arguments: 0...5)
  func `a sorted list finds what it holds and nothing else`(count: Int) throws {
    let all = try files(["a.mp4", "b.mp4", "b/c.mp4", "d.mp4", "e.mp4"])
    let list = Array(all.prefix(count))
    for (index, file) in all.enumerated() { #expect(list.holds(file.path) == (index < count)) }
    #expect(!list.holds("0.mp4"))
    #expect(!list.holds("b/b.mp4"))
    #expect(!list.holds("z.mp4"))
  }

  @Test func `what is new or other is a change, what is gone is none`() throws {
    let old = try files(["b.mp4", "c.mp4", "d.mp4"])
    let changed = try drop.file("c.mp4", bytes: 2)
    let first = try drop.file("a.mp4")
    let last = try drop.file("e.mp4")
    let new = [first, old[0], changed, last]
    #expect(new.changes(since: old) == [first, changed, last])
    #expect(new.changes(since: []) == new)
    #expect(new.changes(since: new).isEmpty)
    #expect([ScannedFile]().changes(since: old).isEmpty)
  }

  @Test func `notes are kept while their files are there`() throws {
    let list = try files(["a.mp4", "b.mp4"])
    var book = ClipBook()
    book.take(
      [list[0].path: note(list[0], .unseen), list[1].path: note(list[1], .rejected("bad"))],
      files: list)
    book.take([:], files: list)
    #expect(book.notes.count == 2)
    book.take([:], files: [list[1]])
    #expect(book.notes == [list[1].path: note(list[1], .rejected("bad"))])
  }

  @Test func `a changed file is judged anew`() throws {
    let old = try drop.file("a.mp4")
    var book = ClipBook()
    book.take([old.path: note(old, .quarantined("crashes"))], files: [old])
    let new = try drop.file("a.mp4", bytes: 2)
    book.take([new.path: note(new, .unseen, since: 2)], files: [new])
    #expect(book.notes == [new.path: note(new, .unseen, since: 2)])
    book.take([new.path: note(new, .measured)], files: [new])
    #expect(book.notes.isEmpty)
  }

  @Test func `a measured file takes no room, and its state is not brought back`() throws {
    let file = try drop.file("a.mp4")
    var book = ClipBook()
    book.take([file.path: note(file, .unseen)], files: [file])
    book.note(file.path, .seen, at: 5)
    #expect(book.notes[file.path] == note(file, .seen, since: 5))
    book.note(file.path, .measured, at: 6)
    #expect(book.notes.isEmpty)
    book.note(file.path, .unseen, at: 7)
    #expect(book.notes.isEmpty)
  }
}
