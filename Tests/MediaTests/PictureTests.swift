// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Testing

struct PictureTests {
  @Test func `samples stand row after row`() {
    var image = GrayImage(width: 3, height: 2, filledWith: 7)
    image[2, 1] = 255
    image[1, 0] = 0
    #expect(image.pixels == [7, 0, 7, 7, 7, 255])
    #expect(image[2, 1] == 255)
    #expect(image[0, 1] == 7)
  }

  @Test func `an empty picture has the sizes that the measures expect`() {
    let picture = FootagePicture()
    #expect(picture.luma.pixels.count == 64 * 36)
    #expect(picture.blue.pixels.count == 16 * 9)
    #expect(picture.red == picture.blue)
    #expect(picture.overview.pixels.count == 160 * 90)
    #expect(picture.detail == nil)
    #expect(picture.time == .zero)
  }
}
