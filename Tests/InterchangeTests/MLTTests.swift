// SPDX-License-Identifier: GPL-3.0-or-later

internal import Interchange
internal import Media
internal import Testing

struct MLTTests {
  private let canvas = PixelSize(width: 1920, height: 1080)

  private func lines(_ film: Film, _ word: String) -> [Substring] {
    MLT.document(film, canvas: canvas).split(separator: "\n").filter { $0.contains(word) }
  }

  @Test func `the project is as it was read and approved`() throws {
    var film = try Films.film()
    film.name = "Iceland <\"2026\"> & 'Ärger'\u{1}\n100%"
    #expect(try Golden.matches(MLT.document(film, canvas: canvas), "film.mlt"))
    #expect(try Golden.matches(MLT.document(Films.softFilm(), canvas: canvas), "film-soft.mlt"))
  }

  @Test(arguments: [
    (1920, 1080, "16", "9"), (1080, 1920, "9", "16"), (720, 720, "1", "1"),
    (998, 1000, "499", "500"),
  ])
  func `the canvas has square pixels`(width: Int, height: Int, across: String, down: String) throws
  {
    let text = MLT.document(
      try Films.film(), canvas: PixelSize(width: width, height: height))
    #expect(
      text.contains(
        "width=\"\(width)\" height=\"\(height)\" frame_rate_num=\"30000\" frame_rate_den=\"1001\" "
          + "sample_aspect_num=\"1\" sample_aspect_den=\"1\" display_aspect_num=\"\(across)\" "
          + "display_aspect_den=\"\(down)\" progressive=\"1\" colorspace=\"709\""))
  }

  @Test func `paths are relative to the document, which names no folder`() throws {
    let film = try Films.film()
    #expect(!MLT.document(film, canvas: canvas).contains("root="))
    let resources = lines(film, "\"resource\"")
    #expect(resources.contains { $0.contains(">../DCIM/GX010023.MP4<") })
    let hostile = ">../Tag 1/&lt;b&gt;\"Gletscher\" &amp; Ärger's 100%.mov<"
    #expect(resources.contains { $0.contains(hostile) })
  }

  @Test(arguments: [
    (FilmSound.music, ["music", "video1"]), (.duck, ["sound", "music", "video1"]),
    (.original, ["sound", "video1"]),
  ])
  func `what is heard has tracks of its own, and pictures are silent`(
    sound: FilmSound, tracks: [String]
  ) throws {
    let film = try Films.film(heard: sound)
    let expected = ["black_track"] + tracks
    let found = lines(film, "<track ")
    #expect(found.count == expected.count)
    for (line, name) in zip(found, expected) {
      #expect(line.contains("\"\(name)\""))
      #expect(line.contains("hide=\"audio\"") == (name == "video1"))
      #expect(line.contains("hide=\"video\"") == (name == "music" || name == "sound"))
    }
    #expect(lines(film, "\"mlt_service\">mix<").count == tracks.count - 1)
  }

  @Test func `the song is no longer than it is`() throws {
    var film = try Films.film(rate: Rational(25))
    film.sources[2].duration = MediaTime(seconds: 31)
    // From frame 750; the film has 180 frames.
    #expect(lines(film, "<entry").contains { $0.contains("in=\"750\" out=\"774\"") })
    film.sources[2].duration = MediaTime(seconds: 20)
    #expect(!MLT.document(film, canvas: canvas).contains("song #1"))
  }

  @Test func `beats are markers at their frames`() throws {
    let starts = lines(try Films.film(), "\"start\"").map { $0.filter(\.isNumber) }
    #expect(starts == ["0", "15", "30", "45", "60", "75", "90", "105", "120", "135", "150", "165"])
  }

  @Test func `footage without sound leaves blanks on the track of sound`() throws {
    var film = try Films.film(heard: .original)
    film.mute = [Films.first]
    let track = lines(film, "").drop { !$0.contains("\"sound\"") }
      .prefix { !$0.contains("</playlist>") }
    let items = track.filter { $0.contains("<entry") || $0.contains("<blank") }
      .map { $0.trimmingPrefix(while: \.isWhitespace) }
    #expect(
      items == ["<blank length=\"60\"/>", "<entry producer=\"file3\" in=\"0\" out=\"44\"/>"])
  }
}
