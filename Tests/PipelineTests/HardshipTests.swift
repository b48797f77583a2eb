// SPDX-License-Identifier: GPL-3.0-or-later

import Media
import Testing

@testable import Pipeline

struct HardshipTests {
  private func stretch(_ start: Double, _ end: Double) -> Hardship.Stretch {
    Hardship.Stretch(
      range: TimeRange(start: MediaTime(seconds: start), end: MediaTime(seconds: end)),
      problem: "makes the decoder fail")
  }

  @Test func `each hardship is a sentence with the file, the fault and a remedy`() {
    #expect(Hardship().sentences(about: "a.mp4") == [])
    var hardship = Hardship(reading: .cautious, problem: "cannot be read (EIO)")
    #expect(
      hardship.sentences(about: "a.mp4") == [
        "a.mp4: read with errors concealed (cannot be read (EIO)); convert it to see it as it is"
      ])
    hardship.reading = .reduced
    hardship.leftOut = [stretch(12.2, 14.6), stretch(62, 70.1)]
    #expect(
      hardship.sentences(about: "a.mp4") == [
        "a.mp4: read in reduced quality (cannot be read (EIO));"
          + " make a smaller copy of it to see all of it",
        "a.mp4: left out from 0:12 to 0:15: makes the decoder fail; convert it to have all of it",
        "a.mp4: left out from 1:02 to 1:11: makes the decoder fail; convert it to have all of it",
      ])
    #expect(hardship.sentences(about: "a.mp4", isSeen: false).count == 2)
  }

  @Test func `a file with too many of them is given up`() {
    var hardship = Hardship()
    for index in 0..<3 {
      hardship.leftOut.append(stretch(Double(index), Double(index + 1)))
      #expect(hardship.givenUp == nil)
    }
    hardship.leftOut.append(stretch(8, 9))
    #expect(hardship.givenUp?.hasPrefix("several parts of it cannot be shown") == true)
    #expect(hardship.sentences(about: "a.mp4").isEmpty)
    #expect(Hardship(refusal: "no").givenUp == "no")
  }

  @Test func `the cache keeps them for a week, or until they are forgiven`() throws {
    let posed = try PosedWorkers()
    let (one, other) = (ContentKey("one"), ContentKey("other"))
    try posed.store.note(hardshipOf: one) { $0.reading = .cautious }
    try posed.store.note(hardshipOf: one) { $0.leftOut.append(stretch(1, 2)) }
    let known = try posed.store.hardship(of: one)
    #expect(known.reading == .cautious && known.leftOut == [stretch(1, 2)])
    #expect(try posed.store.hardship(of: other) == Hardship())
    posed.wait(ms: 7 * 24 * 3_600_000 - 1)
    #expect(try posed.store.hardship(of: one) == known)
    posed.wait(ms: 1)
    #expect(try posed.store.hardship(of: one) == Hardship())
    try posed.store.note(hardshipOf: other) { $0.refusal = "no" }
    try posed.store.forgetHardship(of: other)
    #expect(try posed.store.hardship(of: other) == Hardship())
  }
}
