// SPDX-License-Identifier: GPL-3.0-or-later

/// What may decode pictures in place of the processor.
package enum Hardware: String, Codable, Sendable, Hashable, CaseIterable {
  /// Nothing.
  case off
  /// Whichever is there of those that need no further word.
  case auto
  /// Intel and AMD.
  case vaapi
  /// Intel, by its own library.
  case qsv
  /// NVIDIA.
  case cuda
  /// Small boards: decoders that the kernel offers as video devices.
  case v4l2m2m

  /// What to try, in order.
  package var candidates: [Hardware] {
    switch self {
    case .off: []
    // The same chips answer to VA-API as to QSV; a video device may be a camera.
    case .auto: [.cuda, .vaapi]
    case .vaapi, .qsv, .cuda, .v4l2m2m: [self]
    }
  }

  /// What the names of its devices in `/dev` begin with.
  package var nodePrefixes: [String] {
    switch self {
    case .off: []
    case .auto: candidates.flatMap(\.nodePrefixes)
    case .vaapi, .qsv: ["dri"]
    case .cuda: ["nvidia"]
    case .v4l2m2m: ["video"]
    }
  }
}
