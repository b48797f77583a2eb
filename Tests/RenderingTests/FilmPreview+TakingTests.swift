// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Foundation
import Media
import Rendering
import TestSupport
import Testing

struct FilmPreviewTakingTests {
  let studio: Studio
  /// Two seconds with numbers, a key frame every 12 frames; silent, then half as loud as can be.
  let film: Int32

  init() throws {
    studio = try Studio()
    film = try studio.make(
      "film.mp4",
      NumberedPictures.source(frames: 60) + [
        "-f", "lavfi", "-i", "aevalsrc='if(lt(t,1),0,0.5*sin(2*PI*440*t))':s=48000:d=2", "-c:v",
        "libx264", "-preset", "ultrafast", "-bf", "0", "-g", "12", "-c:a", "aac", "-b:a", "128k",
      ])
  }

  private func preview(_ frames: [Int], of film: Int32, parts: Int = 4) throws -> FilmPreview {
    try FilmPreview(
      of: film,
      FilmPreview.Wish(
        times: frames.map { MediaTime(frame: $0, rate: Rational(30)) }, pixels: 1 << 18,
        parts: parts))
  }

  @Test func `the key frame at or before each time is taken`() throws {
    let preview = try preview([0, 13, 24, 59], of: film)
    for (still, number) in zip(preview.stills, [0, 12, 24, 48]) {
      try Data(still).write(to: URL(fileURLWithPath: studio.file("still.jpg")))
      #expect(try NumberedPictures.numbers(in: studio.file("still.jpg")) == [number])
    }
    #expect(preview.stills.count == 4)
  }

  @Test func `the sound's peaks are told by parts of the film`() throws {
    let peaks = try preview([], of: film).peaks
    #expect(peaks.count == 4)
    #expect(peaks[0] < 0.02 && peaks[1] < 0.1)
    #expect(abs(peaks[2] - 0.5) < 0.05 && abs(peaks[3] - 0.5) < 0.05)
  }

  @Test func `a silent film has none`() throws {
    let silent = try studio.make("s.mp4", ["-i", studio.file("film.mp4"), "-an", "-c", "copy"])
    let preview = try preview([0], of: silent)
    #expect(preview.peaks.isEmpty)
    #expect(preview.stills.count == 1)
  }

  @Test func `it ends when it is told to`() throws {
    #expect(throws: FFmpegError.interrupted) {
      try FilmPreview(
        of: film, FilmPreview.Wish(times: [.zero], pixels: 100, parts: 1)
      ) { (_) throws(FFmpegError) in throw .interrupted }
    }
  }
}
