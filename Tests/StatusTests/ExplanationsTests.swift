// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Status

struct ExplanationsTests {
  @Test func `a settling file tells since when, and by which rule`() {
    let file = Explanations.file(
      path: "a.mp4", state: .settling, reason: "counts as complete after 2 s without a change",
      since: noon3 - 4000, now: noon3)
    #expect(file.reason == "changed 4 s ago; counts as complete after 2 s without a change")
    #expect(file.remedy == nil)
    #expect(file.state == "settling" && file.kind == "file" && file.since == noon3 - 4000)
  }

  @Test func `a known reason replaces the general one, and brings its remedy`() {
    let file = Explanations.file(
      path: "a.mp4", state: .damaged, reason: "damaged; or so (x); copy it again", now: noon3)
    #expect(file.reason == "damaged; or so (x)")
    #expect(file.remedy == "copy it again")
    let incomplete = Explanations.file(
      path: "a.mp4", state: .incomplete, reason: "60 % of the file is there", now: noon3)
    #expect(incomplete.reason == "60 % of the file is there")
    #expect(incomplete.remedy?.contains("copy it again") == true)
  }

  @Test(arguments: FileStatusLine.State.allCases)
  func `every state of a file has a sentence, and a remedy when it needs one`(
    state: FileStatusLine.State
  ) {
    let file = Explanations.file(path: "a", state: state, now: noon3)
    #expect(file.reason.count > 10)
    if state.needsAttention { #expect(file.remedy != nil) }
  }

  @Test(arguments: MontageStatus.State.allCases)
  func `every state of a film has a sentence`(state: MontageStatus.State) {
    let film = Explanations.montage(path: "a", Examples.film(state), now: noon3)
    #expect(!film.reason.isEmpty)
    #expect(film.state == state.rawValue)
    if [.failed, .cancelled, .paused].contains(state) { #expect(film.remedy != nil) }
  }

  @Test func `a failure's own sentence, with a line to paste, is left as it is`() {
    var film = Examples.film(.failed)
    film.reason = "montage.yaml:3: no such key; write: music: song.mp3"
    let explanation = Explanations.montage(path: "a", film, now: noon3)
    #expect(explanation.reason == film.reason)
    #expect(explanation.remedy == nil)
  }

  @Test(
    arguments: [
      (nil, "finished"), (true, "finished and verified"),
      (false, "finished, but it does not decode from end to end"),
    ] as [(Bool?, String)])
  func `a finished film says what its full decode found`(isVerified: Bool?, sentence: String) {
    var film = MontageStatus(name: "montage")
    film.state = .done
    film.isVerified = isVerified
    #expect(Explanations.montage(path: "a", film, now: noon3).reason == sentence)
  }

  @Test func `work in progress tells how far it is`() {
    var film = Examples.film(.rendering, progress: 0.62)
    film.stage = "joining"
    film.remaining = 38
    #expect(
      Explanations.montage(path: "a", film, now: noon3).reason
        == "being made: putting the film together, 62 %, about 40 s left")
  }

  @Test(
    arguments: [
      (
        [.song, .config], "a song and a config",
        "put one music file and a file montage.yaml, which may be empty, beside the clips"
      ),
      ([.song], "a song", "put one music file beside the clips"),
      ([.config], "a config", "put a file montage.yaml, which may be empty, beside the clips"),
      ([.footage], "clips", "copy clips into the folder, at any depth"),
    ] as [(Set<MissingPart>, String, String)])
  func `what is missing is said with what to put where`(
    parts: Set<MissingPart>, sentence: String, remedy: String
  ) throws {
    #expect(MissingPart.sentence(parts) == sentence)
    let project = Explanations.project(path: "p", Examples.project("p", waitingFor: sentence))
    #expect(project.reason == "waiting for " + sentence)
    #expect(project.remedy == remedy)
    #expect(MissingPart.sentence([]) == nil)
  }

  @Test(arguments: [
    ("a/GX01.LRV", "names ending in .LRV are camera previews"),
    ("a/.hidden", "names that start with a dot are hidden"),
    ("a/montages/montage.mp4", "what lies in montages was made by this service"),
    ("a/b.part", "names ending in .part are copies in progress"),
    ("a/noending", "such names are never footage"), ("a/ends.", "such names are never footage"),
  ])
  func `an ignored name says why`(path: String, reason: String) {
    let explanation = Explanations.ignored(path: path)
    #expect(explanation.reason == reason)
    #expect(explanation.state == "ignored")
    #expect(
      Explanations.ignored(path: path, why: "excluded by never:").reason == "excluded by never:")
  }

  @Test func `a folder that is away or paused says what to do`() {
    var folder = Examples.folder()
    folder.state = .offline
    folder.reason = "marker missing"
    #expect(Explanations.folder(folder, now: noon3).reason.contains("(marker missing)"))
    folder.state = .paused
    folder.pausedBy = .file
    #expect(
      Explanations.folder(folder, now: noon3).remedy == "remove the file PAUSE from this folder")
    #expect(Explanations.unknown(path: "/x").state == "unknown")
  }
}
