// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Foundation
import Media
import Rendering
import TestSupport
import Testing

struct FilmComparisonTests {
  let studio: Studio
  let film: Int32

  init() throws {
    studio = try Studio()
    film = try studio.make("a.mp4", NumberedPictures.source(frames: 48) + Self.coding)
  }

  private static let coding = ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "8", "-g", "12"]

  private func likeness(_ first: Int32, _ second: Int32) throws -> Likeness {
    var films = try FilmComparison(first, second)
    while try films.next() != nil {}
    return films.likeness
  }

  @Test func `a film is like itself`() throws {
    let likeness = try likeness(film, try studio.open("a.mp4"))
    #expect(likeness.frames == 48 && likeness.keyFrames == 4)
    #expect(likeness.similarity?.mean == 1 && likeness.similarity?.lowest.value == 1)
    #expect(likeness.meanSignalToNoise == nil && likeness.lowestSignalToNoise == nil)
  }

  @Test func `the figures are those of the ffmpeg command`() throws {
    let noisy = try studio.make(
      "b.mp4", ["-i", studio.file("a.mp4"), "-vf", "noise=alls=12:allf=t"] + Self.coding)
    let ours = try likeness(film, noisy)
    let text = String(
      decoding: try Shell.run(
        "sh", "-c",
        "ffmpeg -nostdin -v info -i \"$0\" -i \"$1\" -lavfi '[0]split[a][b];[1]split[c][d];"
          + "[c][a]psnr;[d][b]ssim' -f null - 2>&1", studio.file("a.mp4"), studio.file("b.mp4")),
      as: UTF8.self)
    let noise = try #require(text.firstMatch(of: /PSNR y:([0-9.]+)/)?.1)
    let similarity = try #require(text.firstMatch(of: /SSIM Y:([0-9.]+)/)?.1)
    #expect(abs(try #require(ours.meanSignalToNoise) - (Double(noise) ?? 0)) < 1e-4)
    #expect(abs(try #require(ours.similarity?.mean) - (Double(similarity) ?? 0)) < 2e-6)
    #expect(try #require(ours.similarity).lowest.value < #require(ours.similarity).mean)
  }

  @Test func `a frame that is missing at its time leaves the others in step`() throws {
    // The picture before it stands twice as long.
    let holed = try studio.make(
      "b.mp4",
      ["-i", studio.file("a.mp4"), "-vf", "select='not(eq(n,20))'", "-vsync", "vfr"]
        + ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "0"])
    let likeness = try likeness(film, holed)
    #expect(likeness.frames == 48)
    #expect(likeness.similarity?.lowest.frame == 20 && likeness.lowestSignalToNoise?.frame == 20)
    #expect(try #require(likeness.similarity).lowest.value < 0.95)
    #expect(try #require(likeness.similarity).fifthPercentile > 0.999)
  }

  @Test func `a frame that is cut out shifts what follows`() throws {
    let shorter = try studio.make(
      "b.mp4",
      ["-i", studio.file("a.mp4"), "-vf", "select='not(eq(n,20))',setpts=N/30/TB"]
        + ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "0"])
    let likeness = try likeness(film, shorter)
    #expect(likeness.frames == 47)
    #expect(try #require(likeness.similarity).fifthPercentile < 0.95)
    #expect(try #require(likeness.lowestSignalToNoise).frame >= 20)
  }

  @Test func `twice the rate is compared at the first film's frames`() throws {
    let doubled = try studio.make(
      "b.mp4",
      ["-i", studio.file("a.mp4"), "-vf", "fps=60"]
        + ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "0"])
    let likeness = try likeness(film, doubled)
    #expect(likeness.frames == 48)
    #expect(likeness.similarity?.mean == 1)
  }

  @Test func `a coarser key frame is a step down`() throws {
    // Key frames made from a blurred picture: worse than their neighbours by construction.
    let stepped = try studio.make(
      "b.mp4",
      ["-i", studio.file("a.mp4"), "-vf", "gblur=sigma=2:enable='not(mod(n,12))'"]
        + ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "6", "-g", "12", "-sc_threshold", "0"])
    let likeness = try likeness(film, stepped)
    #expect(likeness.keyFrames == 4)
    #expect(try #require(likeness.keyFrameStep) < -5)
  }

  @Test func `another size is scaled`() throws {
    let small = try studio.make(
      "b.mp4", ["-i", studio.file("a.mp4"), "-vf", "scale=160:90"] + Self.coding)
    let likeness = try likeness(film, small)
    #expect(likeness.isScaled && likeness.frames == 48)
    #expect(try #require(likeness.similarity).mean < 1)
  }
}
