// SPDX-License-Identifier: GPL-3.0-or-later

internal import CBeatModel

/// What `packaging/beat-model` learnt.
package enum BeatModel {
  /// The networks' weights, in the form that `packaging/beat-model/README.md` describes.
  package static var bytes: [UInt8] {
    Array(UnsafeBufferPointer(start: cbeatmodel_start(), count: cbeatmodel_count))
  }
}
