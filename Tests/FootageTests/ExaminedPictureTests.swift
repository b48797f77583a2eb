// SPDX-License-Identifier: GPL-3.0-or-later

@testable import Footage
internal import Media
internal import Testing

struct ExaminedPictureTests {
  private func picture(_ code: UInt8, blue: UInt8 = 128) -> ExaminedPicture {
    let size = FootagePicture.chromaSize
    return ExaminedPicture(
      luma: LumaPlane(GrayImage(width: 64, height: 36, filledWith: code)),
      chroma: ChromaPlanes(
        blue: GrayImage(width: size.width, height: size.height, filledWith: blue),
        red: GrayImage(width: size.width, height: size.height, filledWith: 128)),
      time: .zero, change: 0, replacedShare: 0)
  }

  private func ring(_ count: Int) -> PictureRing {
    var ring = PictureRing()
    for number in 0..<count { ring.append(picture(UInt8(number % 200))) }
    return ring
  }

  @Test func `colour counts half`() {
    let change = ExaminedPicture.change(from: picture(50), to: picture(60, blue: 148))
    // Ten codes of luma; colour differs by 20 in one of its two planes.
    #expect(abs(change - (10 + 0.5 * 10)) < 0.01)
  }

  @Test func `pictures keep their numbers when the ring is full`() {
    let ring = ring(PictureRing.capacity + 60)
    #expect(ring.count == PictureRing.capacity + 60)
    #expect(ring[60].luma.mean == 60)
    #expect(ring[187].luma.mean == 187)
  }

  @Test func `a picture that was dropped is a fault of the program`() async {
    await #expect(processExitsWith: .failure) {
      var ring = PictureRing()
      let image = GrayImage(width: 64, height: 36)
      let chroma = GrayImage(width: 16, height: 9)
      let picture = ExaminedPicture(
        luma: LumaPlane(image), chroma: ChromaPlanes(blue: chroma, red: chroma), time: .zero,
        change: 0, replacedShare: 0)
      for _ in 0...PictureRing.capacity { ring.append(picture) }
      _ = ring[0]
    }
  }

  @Test func `marks are found in ranges that reach beyond the file`() {
    var ring = ring(30)
    ring.markCut(at: 10)
    ring.markMonochrome(29)
    #expect(ring.hasCut(in: -50..<11))
    #expect(!ring.hasCut(in: 11..<500))
    #expect(ring.hasMonochrome(in: 29..<500))
    #expect(!ring.hasMonochrome(in: 30..<500))
    #expect(ring.largestDeviation(in: 40..<90) == 0)
  }

  @Test func `a mark goes with its picture`() {
    var ring = ring(PictureRing.capacity)
    ring.markCut(at: 0)
    ring.append(picture(1))
    #expect(!ring.hasCut(in: 0..<PictureRing.capacity + 1))
  }
}
