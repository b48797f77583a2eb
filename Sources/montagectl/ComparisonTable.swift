// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Media

/// What `montagectl compare` shows people: a small table, a row for each measure.
struct ComparisonTable {
  let text: String

  init(_ first: Path, _ second: Path, _ comparison: Comparison) {
    let document = ComparisonDocument(first, second, comparison)
    let films = [
      ["", Path.display(first.name), Path.display(second.name)],
      Self.row("frames", document) { "\($0.frames)" },
      Self.row("frames a second", document) { $0.fps.fixed(3) },
      Self.row("size", document) { "\($0.width)x\($0.height)" },
      Self.row("pictures last", document) { $0.duration.fixed(3) + " s" },
      Self.row("sound", document) { film in
        film.sound.value.map { "\($0.codec) \($0.sample_rate) Hz, \($0.channels) ch" } ?? "none"
      },
      Self.row("samples", document) { Self.shown($0.sound.value?.samples) },
      Self.row("samples of picture", document) { Self.shown($0.sound.value?.picture_samples) },
      Self.row("loudness", document) {
        Self.shown($0.sound.value?.loudness_lufs.value, places: 1, " LUFS")
      },
      Self.row("true peak", document) {
        Self.shown($0.sound.value?.true_peak_dbtp.value, places: 1, " dBTP")
      },
      Self.row("cuts", document) { "\($0.cuts.count)" },
      [
        "cuts of its own", Self.list(document.cuts.only_first),
        Self.list(document.cuts.only_second),
      ],
      [
        "  further than 1 frame", Self.list(document.cuts.only_first_within_1),
        Self.list(document.cuts.only_second_within_1),
      ],
    ]
    text = (Self.aligned(films) + [""] + Self.aligned(Self.pictures(document.pictures)))
      .joined(separator: "\n")
  }

  private static func pictures(_ pictures: ComparisonDocument.Pictures) -> [[String]] {
    func frame(_ number: Int?) -> String { number.map { "frame \($0)" } ?? "" }
    let note = pictures.scaled ? "the second film scaled to the first's size" : ""
    return [
      ["frames compared", "\(pictures.compared_frames)", note],
      ["SSIM mean", shown(pictures.ssim_mean.value, places: 5), ""],
      ["SSIM 5th percentile", shown(pictures.ssim_percentile_5.value, places: 5), ""],
      [
        "SSIM lowest", shown(pictures.ssim_lowest.value, places: 5),
        frame(pictures.ssim_lowest_frame.value),
      ],
      ["PSNR mean", decibels(pictures.psnr_mean_db.value, pictures), ""],
      [
        "PSNR lowest", decibels(pictures.psnr_lowest_db.value, pictures),
        frame(pictures.psnr_lowest_frame.value),
      ],
      [
        "step at key frames", shown(pictures.key_frame_step_db.value, places: 2, " dB"),
        "\(pictures.key_frames) key frames of the second film",
      ],
    ]
  }

  private static func row(
    _ name: String, _ document: ComparisonDocument, _ cell: (ComparisonDocument.Film) -> String
  ) -> [String] {
    [name, cell(document.first), cell(document.second)]
  }

  private static func decibels(
    _ value: Double?, _ pictures: ComparisonDocument.Pictures
  ) -> String {
    guard value != nil || pictures.compared_frames == 0 else { return "infinite" }
    return shown(value, places: 2, " dB")
  }

  private static func list(_ frames: [Int]) -> String {
    guard !frames.isEmpty else { return "-" }
    let rest = frames.count > listed ? " and \(frames.count - listed) more" : ""
    return frames.prefix(listed).map(String.init).joined(separator: " ") + rest
  }

  /// As many cuts as a line holds.
  private static let listed = 6

  private static func shown(_ value: (some BinaryInteger)?) -> String {
    value.map { "\($0)" } ?? "-"
  }

  private static func shown(_ value: Double?, places: Int, _ unit: String = "") -> String {
    value.map { $0.fixed(places) + unit } ?? "-"
  }

  private static func aligned(_ rows: [[String]]) -> [String] {
    let columns = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, columns).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
