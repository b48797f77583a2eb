// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Pipeline

/// The lines of the service's configuration that count, with a word for each name in a path.
enum ConfigExcerpt {
  static func text(of file: Path, _ redaction: Redaction) -> String {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try file.contents(limit: Project.longestConfig)
    } catch {
      return "cannot be read: \(error.reason)"
    }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map(String.init).filter(isSaid).map { line($0, redaction) }.joined(separator: "\n")
  }

  private static func isSaid(_ line: String) -> Bool {
    let start = line.first { $0 != " " && $0 != "\t" }
    return start.map { $0 != "#" } ?? false
  }

  /// From the first slash on all may belong to a path: names hold blanks and signs.
  private static func line(_ line: String, _ redaction: Redaction) -> String {
    guard let slash = line.firstIndex(of: "/") else { return line }
    return line[..<slash] + redaction.path(String(line[slash...]))
  }
}
