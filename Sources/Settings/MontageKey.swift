// SPDX-License-Identifier: GPL-3.0-or-later

/// The keys of a montage config, by the words that users write.
enum MontageKey: String, ConfigKey {
  case style
  case pace
  case cutOffset = "cut_offset"
  case transitions
  case order
  case seed
  case duration
  case music
  case bpm
  case meter
  case firstDownbeat = "first_downbeat"
  case offset
  case title
  case fit
  case focus
  case lut
  case aspect
  case height
  case resolution
  case fps
  case never
  case only
  case must
  case shotsPerFile = "max_per_file"
  case clocks
  case shortestShot = "min_shot"
  case longestShot = "max_shot"
  case variants
  case outputs
  case history
  case keepPrevious = "keep_previous"
  case quality
  case sound
  case loudness
  case rerender
  case mezzanine
  case auto

  /// What may follow the colon, after "write".
  var allowed: String {
    switch self {
    case .style:
      "\(StyleShelf.shipped.names.joined(separator: ", ")) or the name of a file NAME.style.yaml beside this one"
    case .pace: "slow, normal, fast or a number from 0.25 to 4"
    case .cutOffset: "a whole number of frames from -2 to 2"
    case .transitions: "cut, dissolve, dip or auto"
    case .order: "story, chronological, best or shuffle"
    case .seed: "a whole number from 0 to 18446744073709551615"
    case .duration:
      "seconds or minutes:seconds from 1 second to 3 hours, with ~ to end on the nearest bar line"
    case .music: "the name of a file beside this one"
    case .bpm: "beats per minute from 20 to 400"
    case .meter: "the beats in a bar, from 2 to 12, or a time signature such as 3/4"
    case .firstDownbeat: "the time in the song at which a bar starts"
    case .offset: "a time from -2s to 2s such as 20ms or -0.02"
    case .title: "a text on one line, of at most \(titleLimit) characters"
    case .fit: "blur, bars or crop"
    case .focus: "center, top, bottom, left or right"
    case .lut: "the name of a .cube file beside this one"
    case .aspect: "width:height from 1:3 to 3:1"
    case .height: "an even number of pixels from 144 to 2160"
    case .resolution: "720p, 1080p, 1440p, 4k or width x height in even pixels, at most 4096x2160"
    case .fps: "23.976, 24, 25, 29.97, 30, 50, 59.94 or 60"
    case .only: "a name, a pattern or a list of them"
    case .never, .must:
      "a name, a pattern, either with a stretch as in @1:23-1:30, or a list of them"
    case .shotsPerFile: "a whole number from 1 to 1000"
    case .clocks:
      "a pattern and by how much that camera's clock was slow, such as GX*.MP4 +1h, or a list of them"
    case .shortestShot, .longestShot: "seconds from 0.1 to 60"
    case .variants: "a whole number from 1 to 9"
    case .outputs: "a shape such as 9:16, from 1:3 to 3:1, or a list of them"
    case .history: "avoid or ignore"
    case .keepPrevious: "a whole number from 0 to 100"
    case .quality: "archive, high, normal, small or a whole number from 12 (best) to 30 (smallest)"
    case .sound: "music, duck (the footage's own sound over lowered music) or original"
    case .loudness: "LUFS from -30 to -5, or off"
    case .rerender: "a time from 1s to 30d such as 1h, 0 for at once, or never"
    case .mezzanine: "best, all or off"
    case .auto: "true or false"
    }
  }

  /// A value that is right.
  var example: String {
    switch self {
    case .style: "balanced"
    case .pace: "fast"
    case .cutOffset: "-1"
    case .transitions: "auto"
    case .order: "chronological"
    case .seed: "1"
    case .duration: "1:30"
    case .music: "song.mp3"
    case .bpm: "128"
    case .meter: "3/4"
    case .firstDownbeat: "1.25"
    case .offset: "-20ms"
    case .title: "Iceland 2026"
    case .fit: "blur"
    case .focus: "top"
    case .lut: "warm.cube"
    case .aspect: "16:9"
    case .height: "1080"
    case .resolution: "1080p"
    case .fps: "30"
    case .never: "[\"*.LRV\", IMG_0042.MOV]"
    case .only: "[GX*.MP4, Drone]"
    case .must: "GX010023.MP4@1:23-1:30"
    case .shotsPerFile: "2"
    case .clocks: "GX*.MP4 +1h"
    case .shortestShot: "0.5"
    case .longestShot: "4"
    case .variants: "3"
    case .outputs: "[16:9, 9:16, 1:1]"
    case .history: "ignore"
    case .keepPrevious: "3"
    case .quality: "normal"
    case .sound: "duck"
    case .loudness: "-14"
    case .rerender: "1h"
    case .mezzanine: "best"
    case .auto: "true"
    }
  }

  var items: String? {
    switch self {
    case .never, .only, .must: "patterns"
    case .clocks: "corrections"
    case .outputs: "shapes"
    default: nil
    }
  }

  var parts: [KeyPart] {
    guard self == .title else { return [] }
    return [
      KeyPart(name: "text", allowed: allowed, example: example),
      KeyPart(name: "at", allowed: "start or end", example: "end"),
      KeyPart(name: "seconds", allowed: "seconds from 1 to 20", example: "4"),
    ]
  }

  var fewerItems: String { "use * and ? to name many files at once" }

  static let sampleLine = "style: balanced"

  static let replaced = ["original_sound": "sound: duck"]

  static let planned: Set<String> = ["status"]
}
