// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Media
import TestSupport

func openCache(in folder: TemporaryFolder) throws -> Cache {
  try Cache(path: folder.file("cache.db"))
}

func openLedger(in folder: TemporaryFolder) throws -> Ledger {
  try Ledger(path: folder.file("ledger.db"))
}

/// An analysis with values that JSON could lose: odd rates, long tick counts, hashes above `Int64.max`, no end.
let trickyFootage = FootageAnalysis(
  info: MediaInfo(
    container: "mov,mp4,m4a,3gp,3g2,mj2", duration: MediaTime(ticks: .max, timebase: .microsecond),
    video: VideoStream(
      codec: "hevc", width: 3840, height: 2160, orientation: Orientation(clockwise: 270),
      frameRate: Rational(30000, 1001), timebase: Rational(1, 90000), bitDepth: 10,
      color: ColorDescription(transfer: "arib-std-b67"), frameCount: 899),
    captureTime: CaptureTime("2026-07-01T12:00:00Z", zone: .universal), camera: "A B",
    highlights: [MediaTime(ticks: .max, timebase: Rational(1, 1000))]),
  duration: MediaTime(ticks: 2_702_700, timebase: Rational(1, 90000)), decodedFrames: 899,
  decodeFailures: 1,
  shots: [
    Shot(
      range: TimeRange(start: .zero, end: MediaTime(seconds: 1.0 / 3)),
      metrics: ShotMetrics(
        sharpness: 0.1 + 0.2, motion: .infinity, shake: .leastNonzeroMagnitude,
        fingerprints: [0, .max, 0x8000_0000_0000_0001]))
  ])

let song = MusicAnalysis(
  duration: MediaTime(seconds: 2), tempo: 120, confidence: 0.9, meter: 4,
  beats: [Beat(time: MediaTime(seconds: 0.5), position: 1)], sections: [], beatEnergy: [0.25])

let clip = ContentKey("aa11")
let otherClip = ContentKey("bb22")

let houseFormat = HouseFormat(
  canvas: PixelSize(width: 1920, height: 1080), frameRate: Rational(30000, 1001))

func piece(of source: ContentKey = clip, format: HouseFormat = houseFormat) -> Piece {
  Piece(
    source: source, format: format, houseID: "c0ffee",
    spans: [
      PieceSpan(
        frames: FrameSpan(start: 48, count: 24), offset: 0,
        groups: [PictureGroup(frameCount: 12, digest: "d1"), .init(frameCount: 12, digest: "d2")])
    ])
}

func stored(_ name: String, _ piece: Piece = piece(), bytes: Int64 = 10, used: Int64 = 0)
  -> StoredPiece
{
  StoredPiece(piece: piece, file: PieceFile(name: name, byteCount: bytes, lastUsed: used))
}

func promise(_ name: String = "montage", project: [UInt8] = Array("/drop/Iceland".utf8)) -> Promise
{
  Promise(
    project: project, montage: name, plan: "p1", temporaryName: ".montaged-1.tmp",
    finalName: name + ".mp4", byteCount: 5_000_000_000, digest: "5a")
}

/// Runs `sql` in Debian's `sqlite3`, an independent reader and writer.
@discardableResult
func sqlite(_ path: String, _ sql: String) throws -> String {
  String(decoding: try Shell.run("sqlite3", "-batch", path, sql), as: UTF8.self)
    .trimmingCharacters(in: .whitespacesAndNewlines)
}
