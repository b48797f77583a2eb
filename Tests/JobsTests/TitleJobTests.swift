// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Media
import Testing

struct TitleJobTests {
  @Test func `a title's order and answer arrive as they were sent`() throws {
    let job = TitleJob(text: "é\u{1F3D6} \"x\"", canvas: PixelSize(width: 1920, height: 1080))
    let sent = try Wire.value(of: TitleJob.self, in: Wire.line(job))
    #expect(sent.text == job.text && sent.canvas == job.canvas)
    #expect(sent.pixels == 1920 * 1080)
    for size in [nil, PixelSize(width: 2, height: 4)] {
      let answer = TitleJob.Answer(size: size, missing: ["\u{E000}"], isShortened: true)
      #expect(try Wire.value(of: TitleJob.Answer.self, in: Wire.line(answer)) == answer)
    }
  }

  @Test func `only a title's worker may read files, and only what letters need`() {
    for kind in JobKind.allCases where kind != .title { #expect(kind.readableFolders.isEmpty) }
    let folders = JobKind.title.readableFolders
    #expect(folders.contains("/usr/share/fonts") && folders.contains("/etc/fonts"))
    #expect(folders.allSatisfy { $0.split(separator: "/").count >= 2 && !$0.contains("home") })
  }
}
