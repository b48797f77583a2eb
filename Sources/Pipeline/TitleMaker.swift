// SPDX-License-Identifier: GPL-3.0-or-later

internal import Digest
internal import Jobs
internal import Linux
internal import Media
internal import Workers

/// Has a title drawn.
///
/// A film is made with it, or without it and a note why; it never fails for its title.
struct TitleMaker: Sendable {
  let store: Store
  let pool: WorkerPool
  /// What people are told that the worker works on.
  let subject: String

  /// A text as a bitmap, and what people should know about it.
  struct Drawn: Sendable {
    /// Nil when nothing of it can be seen.
    var bitmap: Bitmap?
    /// Sentences.
    var notes: [String]
  }

  /// The rows of a title.
  struct Bitmap: Sendable {
    /// Named by its bytes, so that other fonts make another film.
    var key: ContentKey
    var size: PixelSize
    var file: OpenFile
  }

  /// Throws only where the film fails as well.
  func draw(_ text: String, canvas: PixelSize) async throws -> Drawn {
    let output = try FileDescriptor.unnamed(in: store.pieceFolder)
    let answer: TitleJob.Answer
    do throws(JobFailure) {
      answer = try await pool.run(
        TitleJob(text: text, canvas: canvas), inputs: [], outputs: [output.raw],
        ticket: WorkTicket(.film, subject: subject))
    } catch {
      guard error.reason != .cancelled else { throw error }
      return Drawn(notes: ["title: it could not be drawn (\(error)), and is left out"])
    }
    let file = try output.reopened()
    var drawn = Drawn(notes: Self.notes(on: answer, text: text))
    guard let size = answer.size else { return drawn }
    guard size.width > 0, size.height > 0, size.width <= canvas.width,
      size.height <= canvas.height, file.status.size == Int64(4 * size.pixelCount)
    else {
      return Drawn(notes: ["title: its worker answered with another bitmap; please report this"])
    }
    let bytes = try file.bytes(at: 0, count: 4 * size.pixelCount)
    let key = ContentKey("title-" + SHA256.hexadecimal(of: bytes))
    drawn.bitmap = Bitmap(key: key, size: size, file: file)
    return drawn
  }

  /// What is not seen of it, and what to do.
  static func notes(on answer: TitleJob.Answer, text: String) -> [String] {
    var notes: [String] = []
    // A worker that was taken over may name anything.
    let missing = answer.missing.compactMap(\.unicodeScalars.first)
      .filter { text.unicodeScalars.contains($0) }
    if !missing.isEmpty {
      let list = missing.prefix(Self.named).map(name).joined(separator: ", ")
      let more = missing.count > Self.named ? " and \(missing.count - Self.named) more" : ""
      notes.append("title: no font has a glyph for \(list)\(more); install fonts-noto")
    }
    if answer.isShortened {
      notes.append("title: its end does not fit into three lines; write a shorter one")
    }
    return notes
  }

  /// `U+1F9FF 🧿`, or the number alone where there is nothing to see.
  private static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let number = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .surrogate, .unassigned, .nonspacingMark, .enclosingMark,
      .spacingMark:
      return number
    default: return "\(number) \(scalar)"
    }
  }

  /// Characters that a sentence names.
  private static let named = 8
}
