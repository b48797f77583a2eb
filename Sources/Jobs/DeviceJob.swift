// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Tries the device that may decode pictures, with a small film that is made for it.
///
/// Output 0: room for the film.
package struct DeviceJob: Job {
  package static let kind = JobKind.device

  package init() {}

  /// What came of it.
  package enum Answer: Codable, Sendable, Hashable {
    /// No device of that kind is on this machine.
    case missing
    /// It has this name, and decodes as software does.
    case right(String)
    /// It has this name, and does not.
    case wrong(String)
    /// It does not open, because of this.
    case closed(String)
  }
}

extension Hardware {
  /// What a worker may read to load a driver and to find its device.
  package var readablePlaces: [String] {
    candidates.isEmpty ? [] : Self.driverPlaces
  }

  /// Libraries, their index, what graphics drivers know of chips, and what the kernel says of devices.
  private static let driverPlaces = [
    "/usr/lib", "/usr/local/lib", "/etc/ld.so.cache", "/usr/share/libdrm", "/usr/share/drirc.d",
    "/sys/dev", "/sys/devices", "/proc/self", "/proc/devices", "/proc/driver/nvidia",
  ]
}

extension Job {
  /// Whether a device may decode its pictures: many, to be shown, read directly.
  package var mayUseDevice: Bool {
    switch self {
    case let job as SegmentJob:
      job.reading == .direct
        && job.spans.reduce(0) { $0 + $1.frames.count } >= Self.fewestFrames(of: job.format)
    case is DeviceJob: true
    default: false
    }
  }

  /// Frames of three seconds: fewer take no longer than opening a device and decoding a second twice.
  private static func fewestFrames(of format: HouseFormat) -> Int {
    MediaTime(ticks: 3, timebase: Rational(1)).frame(at: format.frameRate)
  }
}
