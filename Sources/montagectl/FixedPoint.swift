// SPDX-License-Identifier: GPL-3.0-or-later

extension Double {
  /// The number rounded to `places` after the point, all of them shown.
  func fixed(_ places: Int) -> String {
    let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
    let whole = Int((abs(self) * Double(scale)).rounded())
    let digits = String(whole % scale)
    let fraction = String(repeating: "0", count: places - digits.count) + digits
    return (self < 0 && whole > 0 ? "-" : "") + "\(whole / scale).\(fraction)"
  }
}
