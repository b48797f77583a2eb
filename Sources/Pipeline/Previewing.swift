// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
internal import Linux
internal import Media
internal import Workers

/// Has small pictures and the loudness of a finished film taken for the page beside it.
///
/// The film is there already, so that nothing here fails it: a page without pictures is one too.
struct Previewing: Sendable {
  let store: Store
  let pool: WorkerPool
  /// What people are told that the worker works on.
  let subject: String

  /// A picture of each clip and the peaks of the sound; empty where they could not be had.
  func preview(of film: OpenFile, _ timeline: Timeline) async -> FilmPreview {
    let clips = timeline.clips.prefix(PreviewJob.mostPictures)
    let job = PreviewJob(
      FilmPreview.Wish(
        times: clips.map { clip in
          MediaTime(
            frame: clip.timelineStart + clip.source.count / 2, rate: timeline.frameRate)
        }, pixels: clips.count > Self.many ? Self.fewPixels : Self.pixels, parts: Self.parts))
    guard let output = try? FileDescriptor.unnamed(in: store.pieceFolder),
      let answer = try? await pool.run(
        job, inputs: [film], outputs: [output.raw], ticket: WorkTicket(.film, subject: subject)),
      let file = try? output.reopened(),
      let stills = Self.stills(answer, in: file), stills.count == clips.count
    else { return FilmPreview() }
    return FilmPreview(
      stills: stills, size: answer.size,
      peaks: answer.peaks.prefix(Self.parts).map { min(max($0, 0), 1) })
  }

  /// The worker's word is believed as far as it fits its file.
  private static func stills(_ answer: PreviewJob.Answer, in file: OpenFile) -> [[UInt8]]? {
    var offset: Int64 = 0
    var stills: [[UInt8]] = []
    for count in answer.byteCounts {
      guard (0...longestStill).contains(count),
        let bytes = try? file.bytes(at: offset, count: count), bytes.count == count
      else { return nil }
      stills.append(bytes)
      offset += Int64(count)
    }
    return stills
  }

  /// 320 x 180, sharp at twice the pixels of a sheet with six pictures in a row.
  private static let pixels = 320 * 180
  /// A long film has so many pictures that each is small, or browsers groan.
  private static let many = 200
  private static let fewPixels = 192 * 108
  /// Of the sound: as many as a wide page has pixels.
  private static let parts = 1000
  /// Bytes.
  private static let longestStill = 1 << 20
}

extension FilmPreview {
  /// The picture of the film's best clip; nil where no clip has one.
  func poster(of timeline: Timeline) -> [UInt8]? {
    zip(timeline.clips, stills).filter { !$1.isEmpty }.max { $0.0.score < $1.0.score }?.1
  }
}
