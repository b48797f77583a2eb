// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Status

struct FolderPageTests {
  @Test func `the pages are as they were read and approved`() throws {
    let page = Examples.page(Examples.busyFolder)
    #expect(try Golden.matches(page.html, "folder.html"))
    #expect(try Golden.matches(page.text, "folder.txt"))
  }

  @Test func `no name becomes markup`() {
    let attack = "<img src=x onerror=alert(1)>\"'&\u{202e}\u{0}"
    var folder = Examples.busyFolder
    folder.path = "/srv/" + attack
    folder.reason = attack
    folder.files = FileStatusLine.State.allCases.map {
      FileStatusLine(path: attack, state: $0, reason: attack)
    }
    for state in FolderStatus.State.allCases {
      folder.state = state
      folder.projects = MontageStatus.State.allCases.map {
        var film = Examples.film($0, name: attack, progress: 0.5, output: attack)
        film.reason = attack
        film.stage = attack
        return Examples.project(attack, [film], waitingFor: attack)
      }
      var service = Examples.service(.working)
      service.memory.reason = attack
      let page = FolderPage(folder: folder, service: service, now: noon3, utcOffsetMinutes: 0)
      #expect(!page.html.contains("<img"))
      #expect(!page.html.contains("\"'&"))
      #expect(!page.html.contains("\u{202e}") && !page.html.contains("\u{0}"))
      #expect(!page.text.contains("\u{202e}") && !page.text.contains("\u{0}"))
    }
  }

  @Test func `nothing is loaded and nothing is run`() {
    let html = Examples.page(Examples.busyFolder).html
    for word in ["<script", "http://", "https://", "<link", "url(", "src="] {
      #expect(!html.contains(word), "\(word)")
    }
    #expect(html.contains("default-src 'none'"))
  }

  @Test func `it reloads itself only while work goes on`() {
    let refresh = "http-equiv=\"refresh\""
    #expect(Examples.page(Examples.busyFolder).html.contains(refresh))
    #expect(!Examples.page(Examples.busyFolder, .paused).html.contains(refresh))
    #expect(!Examples.page(Examples.folder()).html.contains(refresh))
    var away = Examples.busyFolder
    away.state = .offline
    #expect(!Examples.page(away).html.contains(refresh))
  }

  @Test(arguments: [
    ("/srv/drop/Iceland 2026/montages/montage.mp4", "Iceland%202026/montages/montage.mp4"),
    ("Iceland 2026/montages/montage.mp4", "Iceland%202026/montages/montage.mp4"),
    ("montages/javascript:x.mp4", "montages/javascript%3Ax.mp4"),
  ])
  func `a finished film is linked from where the page lies`(output: String, address: String) {
    let folder = Examples.folder([Examples.project("a", [Examples.film(.done, output: output)])])
    let html = Examples.page(folder).html
    #expect(html.contains("href=\"\(address)\""))
    #expect(html.contains("href=\"\(address.dropLast(4)).html\""))
  }

  @Test func `a film elsewhere is not linked`() {
    let output = "/srv/drop2/montages/montage.mp4"
    let folder = Examples.folder([Examples.project("a", [Examples.film(.done, output: output)])])
    #expect(!Examples.page(folder).html.contains("href"))
  }

  @Test func `a film that its owner took away is not listed`() {
    let films = [
      Examples.film(.done, name: "kept", output: "a/montages/kept.mp4"),
      Examples.film(.done, name: "gone"),
    ]
    let page = Examples.page(Examples.folder([Examples.project("a", films)]), .idle)
    for text in [page.html, page.text] { #expect(text.contains("kept") && !text.contains("gone")) }
  }

  @Test func `a project's page lies beside its films and shows their pictures`() {
    let film = Examples.film(.done, output: "/srv/drop/a/montages/montage.mp4")
    let folder = Examples.folder([Examples.project("a", [film])])
    #expect(Examples.page(folder).html.contains("<a href=\"a/montages/status.html\">"))
    let html = FolderPage(
      folder: folder.alone(folder.projects[0]), service: Examples.service(.idle), now: noon3,
      utcOffsetMinutes: 0, place: "/srv/drop/a/montages", pictures: ["montage.mp4": "/9j/"]
    ).html
    #expect(html.contains("<img src=\"data:image/jpeg;base64,/9j/\" alt=\"\"/>"))
    #expect(html.contains("href=\"montage.mp4\"") && html.contains("href=\"montage.html\""))
    #expect(!html.contains("status.html"))
  }

  @Test func `a page that tells the same is the same, whenever it was written`() {
    let folder = Examples.busyFolder
    let later = FolderPage(
      folder: folder, service: Examples.service(.working), now: noon3 + 60_000,
      utcOffsetMinutes: 60)
    let page = Examples.page(folder)
    #expect(page.html != later.html && page.text != later.text)
    #expect(FolderPage.isSame(page.html, later.html) && FolderPage.isSame(page.text, later.text))
    let other = Examples.page(
      Examples.folder([Examples.project("Last written x", waitingFor: "y")]))
    #expect(!FolderPage.isSame(page.html, other.html) && !FolderPage.isSame(page.text, other.text))
    #expect(!FolderPage.isSame("", page.html))
  }

  @Test func `an empty folder says how to begin`() {
    let page = Examples.page(Examples.folder(), .idle)
    #expect(page.html.contains("How to make a film"))
    #expect(page.text.contains("1. Make a folder here for each film"))
  }

  @Test func `a paused folder says how to go on`() {
    var folder = Examples.busyFolder
    folder.state = .paused
    folder.pausedBy = .file
    folder.pausedUntil = noon3 + 60_000
    let page = Examples.page(folder)
    #expect(page.html.contains("remove the file PAUSE from this folder"))
    #expect(page.text.contains("21 Nov 2026, 15:04"))
  }

  @Test func `a service that waits for memory says so, guesses nothing and is looked at again`() {
    var service = Examples.service(.paused)
    service.memory.reason = "some avg10 23 %"
    let page = FolderPage(
      folder: Examples.busyFolder, service: service, now: noon3, utcOffsetMinutes: 0)
    #expect(page.text.contains("The service waits for memory (some avg10 23 %)."))
    #expect(page.html.contains("http-equiv=\"refresh\""))
    #expect(!page.html.contains(" left<"))
  }

  @Test func `an idle page says nothing of a shortage that will pass`() {
    var service = Examples.service(.idle)
    service.memory.reason = "some avg10 23 %"
    let folder = Examples.folder([Examples.project("a", [Examples.film(.done)])])
    let page = FolderPage(folder: folder, service: service, now: noon3, utcOffsetMinutes: 0)
    #expect(!page.text.contains("memory"))
  }

  @Test func `clips that are all ready are not counted twice`() {
    var folder = Examples.folder()
    folder.clips = Examples.clips(412, measured: 412)
    #expect(Examples.page(folder).text.contains("  All 412 clips are ready.\n"))
  }

  @Test(arguments: [
    ("damaged, or so", "Damaged, or so."), ("clip.mp4 is odd", "clip.mp4 is odd."), ("", ""),
    ("Ended already!", "Ended already!"), ("夏 is odd", "夏 is odd."),
  ])
  func `a sentence begins with a capital, a file name as it is`(text: String, sentence: String) {
    #expect(FolderPage.sentence(text) == sentence)
  }

  @Test func `films that wait for the same are told of once`() {
    let projects = (1...200).map {
      Examples.project("trip \($0)", waitingFor: "a song and a config")
    }
    let html = Examples.page(Examples.folder(projects)).html
    #expect(html.components(of: "Put one music file and a file montage.yaml") == 1)
    #expect(html.contains("<bdi>trip 200</bdi>"))
  }

  @Test func `a failure of several lines keeps them`() {
    var film = Examples.film(.failed)
    film.reason = "montage.yaml:3: no such key; write: music: song.mp3\nmontage.yaml:5: odd"
    let page = Examples.page(Examples.folder([Examples.project("a", [film])]))
    #expect(page.html.contains("write: music: song.mp3<br>montage.yaml:5: odd"))
    #expect(page.text.contains("    montage.yaml:5: odd\n"))
  }

  @Test func `names from right to left are kept apart from the words`() {
    let folder = Examples.folder([Examples.project("שיר", [Examples.film(.settling)])])
    #expect(Examples.page(folder).text.contains("  \u{2068}שיר\u{2069}\n"))
    #expect(Examples.page(folder).html.contains("<bdi>שיר</bdi>"))
  }

  @Test func `thousands of files do not make an endless page`() {
    var folder = Examples.folder()
    folder.files = (1...3000).map { FileStatusLine(path: "\($0).mp4", state: .damaged) }
    let page = Examples.page(folder)
    #expect(page.html.contains("and 2950 more"))
    #expect(page.text.contains("and 2950 more"))
  }

  @Test func `other folders are not mentioned`() {
    var other = Examples.busyFolder
    other.path = "/srv/secret"
    var service = Examples.service(.working, [other])
    service.summary = "rendering \"secret\""
    service.jobs = [
      JobStatus(id: 1, kind: "analyze", subject: "/srv/secret/a", started: 0, progress: 0)
    ]
    let page = FolderPage(
      folder: Examples.folder(), service: service, now: noon3, utcOffsetMinutes: 0)
    #expect(!page.html.contains("secret") && !page.text.contains("secret"))
  }
}

extension String {
  /// How often `word` stands in it.
  fileprivate func components(of word: String) -> Int { ranges(of: word).count }
}
