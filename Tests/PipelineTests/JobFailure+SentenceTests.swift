// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Testing

@testable import Pipeline

struct JobFailureSentenceTests {
  @Test(arguments: JobFailure.Reason.allCases)
  func `every failure of a file says what to do, and no library speaks first`(
    reason: JobFailure.Reason
  ) {
    let failure = JobFailure(reason, detail: "avformat_open_input: Invalid argument")
    for sentence in [failure.footageSentence, failure.songSentence] {
      let parts = sentence.split(separator: "; ", maxSplits: 1)
      #expect(parts.count == 2, "\(sentence)")
      #expect(!sentence.hasPrefix("av"))
      #expect(sentence.first?.isLowercase == true)
      #expect(!sentence.contains("\n"))
    }
  }

  @Test func `a detail stands in brackets, and no brackets stand empty`() {
    #expect(
      JobFailure(.readError, detail: "pread: Input/output error").footageSentence
        == "cannot be read (pread: Input/output error); check the disk or the share")
    #expect(
      JobFailure(.readError).footageSentence == "cannot be read; check the disk or the share")
  }

  @Test func `a song's remedy is another song`() {
    for reason in [JobFailure.Reason.notMedia, .noSound, .noPicture, .crashed] {
      #expect(JobFailure(reason).songSentence.contains("choose another song"))
    }
  }

  @Test func `a failure names its file by its last name`() throws {
    let tree = try Tree("DCIM/a.mp4")
    let file = try tree.open("DCIM/a.mp4")
    #expect(
      MontageFailure(footage: file, JobFailure(.notMedia))
        == MontageFailure(
          .input, "a.mp4: not a video that can be read; convert it, or take it out of the folder"))
    #expect(MontageFailure(song: file, JobFailure(.cancelled)).kind == .cancelled)
    #expect(
      MontageFailure(comparing: [file, file], JobFailure(.crashed)).sentence
        == "a.mp4, a.mp4: makes the decoder fail; name another film")
  }

  @Test(
    arguments: [
      (.cancelled, .cancelled), (.outOfMemory, .temporary), (.writeError, .output),
      (.crashed, .fault), (.badOrder, .fault), (.damaged, .fault),
    ] as [(JobFailure.Reason, MontageFailure.Kind)])
  func `a failure of our own steps is no fault of the user's files`(
    reason: JobFailure.Reason, kind: MontageFailure.Kind
  ) {
    #expect(MontageFailure(JobFailure(reason)).kind == kind)
  }
}
