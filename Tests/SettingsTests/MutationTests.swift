// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Settings
internal import TestSupport
internal import Testing

struct MutationTests {
  @Test func `a damaged config is a config or an error`() {
    var random = SeededRandom(printing: "damaging configs")
    let seed = random.seed
    var (good, bad) = (0, 0)
    for _ in 0..<20_000 {
      let isService = Bool.random(using: &random)
      let sources = isService ? Self.serviceSources : Self.sources
      let source = mutated(sources.randomElement(using: &random) ?? "", &random)
      do throws(ConfigError) {
        try isService ? readService(source) : readMontage(source)
        good += 1
      } catch {
        for problem in error.problems {
          #expect((problem.line ?? 0) >= 1, "seed \(seed)")
          #expect(!problem.remedy.isEmpty && !problem.problem.isEmpty, "seed \(seed)")
          #expect(problem.description.unicodeScalars.allSatisfy { $0.value >= 32 }, "seed \(seed)")
        }
        bad += 1
      }
    }
    // Both ends are reached often, or the mutations test nothing.
    #expect(good > 500 && bad > 500, "seed \(seed): \(good) good, \(bad) bad")
  }

  private func readMontage(_ source: [UInt8]) throws(ConfigError) {
    let config = try MontageConfig(file: "montage.yaml", bytes: source)
    _ = config.canvas(house: PixelSize(width: 1920, height: 1080))
    _ = config.exclusion(of: Array("DCIM/100GOPRO/GX010023.MP4".utf8))
  }

  private func readService(_ source: [UInt8]) throws(ConfigError) {
    let config = try DaemonConfig(file: "montaged.yaml", bytes: source)
    #expect(config.memoryLow < config.memoryHigh && config.memoryCeiling >= 128 << 20)
    #expect(config.folders.allSatisfy { $0.hasPrefix("/") && $0.count > 1 })
  }

  private func mutated(_ source: String, _ random: inout SeededRandom) -> [UInt8] {
    var bytes = Array(source.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let at = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0 where at < bytes.count: bytes.remove(at: at)
      case 1 where at < bytes.count: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 2:
        let piece = Self.pieces.randomElement(using: &random) ?? ""
        bytes.insert(contentsOf: piece.utf8, at: at)
      case 3:
        let end = Int.random(in: at...bytes.count, using: &random)
        bytes.insert(
          contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &random))
      case 4: bytes.removeSubrange(at..<min(bytes.count, at + 10))
      default:
        let digit = UInt8.random(in: 48...57, using: &random)
        bytes.insert(digit, at: at)
      }
    }
    return bytes
  }

  private static let sources = [
    "style: dramatic\nseed: 7\nduration: ~1:30\nmusic: song #1.mp3\nfit: bars\n",
    "aspect: 9:16\nresolution: 1080p\nfps: 29.97\nquality: 18\n",
    "never: [*.LRV, \"a, b.mp4\", 'it''s']\nonly:\n  - GX*.MP4\n  - DCIM/[0-9]*/**\n",
    "{\"style\": \"buildup\", \"never\": [\"a\", \"b\"]}",
    "min_shot: 0.5s\nmax_shot: 4\nkeep_previous: 2\nheight: 720\naspect: 2.39:1\n",
    "\u{FEFF}music: My Song: Live.mp3 # mine\r\nduration: 1m30s\r\n",
  ]

  private static let serviceSources = [
    "folders: [/srv/a, \"/srv/b, c\"]\nmemory: 1.5G\nworkers: auto\n",
    "folders:\n  - /srv/Drop #1\n  - /srv/b/../c\n  - /srv/d/\nquiet: 2s\npoll: 1m30s\n",
    "memory_high: 85%\nmemory_low: 75\npressure_suspend: 5\npressure_stop: 20\n",
    "rerender: never\nstatus: off\nlog: info\nreconcile: 1h\n",
  ]

  private static let pieces = [
    ": ", "#", " #", "\n", "\r", "\t", "[", "]", "{", "}", "'", "\"", "*", "&a ", "!t ", "|\n",
    ">", "- ", "? ", "---\n", "...\n", "%YAML 1.1\n", "\\", "\\x", ",", "  ", "\u{A0}", "é", "🎵",
    "<<: *a", "=", "\u{301}", "@", "`", "~", "9223372036854775807", ".", "/", "x",
  ]
}
