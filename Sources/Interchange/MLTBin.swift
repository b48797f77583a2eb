// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// What the clips of an MLT project are taken from: one producer for each file and each colour, listed where Kdenlive
/// looks for its bin.
struct MLTBin {
  private let film: Film
  private var media: [ABRoll.Medium] = []
  /// Frames that the film asks of each.
  private var ends: [ABRoll.Medium: Int] = [:]

  /// `strips` are all that the project plays, the pictures first.
  init(_ film: Film, strips: [ABRoll.Strip]) {
    self.film = film
    let order = strips.enumerated().sorted {
      ($0.element.start, $0.offset) < ($1.element.start, $1.offset)
    }
    for strip in order.map(\.element) {
      if ends[strip.medium] == nil { media.append(strip.medium) }
      ends[strip.medium] = max(ends[strip.medium] ?? 0, strip.frames.end)
    }
  }

  /// The producer of a medium that is in the film.
  func name(of medium: ABRoll.Medium) -> String {
    switch medium {
    case .file: "file\(number(of: medium))"
    case .black: "colour-black"
    case .white: "colour-white"
    }
  }

  var producers: [XMLText] { media.map(producer) }

  /// The bin with what Kdenlive keeps of a project: the version of its own words, and beats as guides.
  var playlist: XMLText {
    let entries = media.map { medium in
      XMLText(
        "entry",
        [("producer", name(of: medium)), ("in", "0"), ("out", "\(length(of: medium) - 1)")])
    }
    var properties = [XMLText.property("kdenlive:docproperties.version", Self.kdenliveVersion)]
    if !film.beatFrames.isEmpty {
      properties.append(.property("kdenlive:docproperties.guides", guides.rendered))
    }
    // MLT forgets what is not played unless it is asked to keep it.
    properties.append(.property("xml_retain", "1"))
    return XMLText("playlist", [("id", "main_bin")], properties + entries)
  }

  /// Of Kdenlive 20.08 to 22.12; later ones read it, too.
  private static let kdenliveVersion = "1.04"

  private var guides: JSONText {
    .array(
      film.beatFrames.enumerated().map { index, frame in
        .object([
          ("pos", .integer(frame)), ("comment", .text("beat \(index + 1)")), ("type", .integer(0)),
        ])
      })
  }

  private func producer(_ medium: ABRoll.Medium) -> XMLText {
    let length = length(of: medium)
    let service: [XMLText] =
      switch medium {
      case .file(let content):
        [
          .property("resource", film.file(content).path), .property("mlt_service", "avformat"),
        ]
      case .black: [.property("resource", "#000000"), .property("mlt_service", "color")]
      case .white: [.property("resource", "#ffffff"), .property("mlt_service", "color")]
      }
    return XMLText(
      "producer", [("id", name(of: medium)), ("in", "0"), ("out", "\(length - 1)")],
      [.property("length", "\(length)"), .property("eof", "pause")] + service
        + [.property("kdenlive:id", "\(number(of: medium))")])
  }

  /// Never less than the film asks for: MLT would shorten the clip, and all that follows would come too early.
  private func length(of medium: ABRoll.Medium) -> Int {
    var length = ends[medium] ?? 1
    if case .file(let content) = medium, let duration = film.file(content).duration {
      length = max(length, duration.frame(at: film.timeline.frameRate, rounding: .down))
    }
    return length
  }

  /// Kdenlive counts what is in its bin from 2.
  private func number(of medium: ABRoll.Medium) -> Int {
    2 + (media.firstIndex(of: medium) ?? 0)
  }
}
