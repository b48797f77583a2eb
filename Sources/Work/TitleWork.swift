// SPDX-License-Identifier: GPL-3.0-or-later

package import Jobs
internal import Linux
internal import Media
internal import Pango

extension TitleJob: Workable {
  package func run(on bench: Workbench) throws(JobFailure) -> Answer {
    let output = try bench.output()
    guard (1...Self.longestText).contains(text.utf8.count), canvas.width > 0, canvas.height > 0,
      max(canvas.width, canvas.height) <= Overlay.longestSide
    else { throw JobFailure(.badOrder, detail: "a title that nobody asked for") }
    let drawn = try drawn()
    if let bitmap = drawn.bitmap {
      do throws(SystemError) {
        // A job whose worker had to make room is done again, on the same file.
        try FileDescriptor.rewrite(output, with: bitmap.pixels)
      } catch {
        throw JobFailure(.writeError, detail: error.description)
      }
    }
    return Answer(
      size: drawn.bitmap.map { PixelSize(width: $0.width, height: $0.height) },
      missing: drawn.missing.map { String($0) }, isShortened: drawn.isShortened)
  }

  private func drawn() throws(JobFailure) -> DrawnText {
    do throws(PangoError) {
      return try TextPainter().draw(text, style)
    } catch {
      throw JobFailure(.outOfMemory, detail: error.description)
    }
  }

  /// Large bold letters that leave a tenth of the canvas free on either side.
  private var style: TextStyle {
    let short = Double(min(canvas.width, canvas.height))
    return TextStyle(size: short * Self.letterShare, maximalWidth: canvas.width * 4 / 5)
  }

  /// Of the canvas' shorter side: read at a glance, also on a phone.
  private static let letterShare = 0.1
}
