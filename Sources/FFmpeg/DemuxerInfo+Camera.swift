// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Media

extension Demuxer {
  /// When the camera began, by the first tag that says so.
  func captureTime(of video: UnsafeMutablePointer<AVStream>?) -> CaptureTime? {
    let stream = video?.pointee.metadata
    // Apple's phones write the moment of recording with its zone here, and when the file was saved in `creation_time`.
    let times = [
      time("com.apple.quicktime.creationdate", .unknown),
      time("date", .unknown).flatMap { $0.zone == .unknown ? nil : $0 },
      time("creation_time", zoneOfCreation), time("creation_time", zoneOfCreation, in: stream),
      time("date", .unknown),
    ]
    return times.lazy.compactMap(\.self).first
  }

  /// Make and model, as far as the file tells; nil where it does not.
  var camera: String? {
    for prefix in ["com.apple.quicktime.", "com.android.", ""] {
      let make = tag("\(prefix)make") ?? tag("\(prefix)manufacturer")
      let model = tag("\(prefix)model")
      let words = [make, model].compactMap(\.self)
      if !words.isEmpty { return words.joined(separator: " ") }
    }
    // `HD5.02.02.00.00`: the model comes first.
    guard let firmware = tag("firmware"), firmware.hasPrefix("H") else { return nil }
    return "GoPro \(firmware.prefix { $0 != "." })"
  }

  func tag(_ name: String) -> String? { tag(name, in: pointer.pointee.metadata) }

  func tag(_ name: String, in metadata: OpaquePointer?) -> String? {
    guard let value = av_dict_get(metadata, name, nil, 0)?.pointee.value else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  private func time(
    _ name: String, _ zone: CaptureTime.Zone, in metadata: OpaquePointer? = nil
  ) -> CaptureTime? {
    tag(name, in: metadata ?? pointer.pointee.metadata).flatMap { CaptureTime($0, zone: zone) }
  }

  /// MP4 wants UTC: phones, which have it from the network, obey, and cameras write what their owner set.
  private var zoneOfCreation: CaptureTime.Zone {
    let isPhone = tag("com.android.version") != nil || tag("com.apple.quicktime.make") == "Apple"
    return isPhone ? .universal : .unknown
  }
}
