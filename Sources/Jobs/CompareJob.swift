// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Says how two films differ.
///
/// Input 0: the film that is measured against; input 1: the other one.
package struct CompareJob: Job {
  package typealias Answer = Comparison
  package static let kind = JobKind.compare

  package init() {}
}
