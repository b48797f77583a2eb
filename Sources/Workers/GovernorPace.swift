// SPDX-License-Identifier: GPL-3.0-or-later

internal import Resources

/// How long the governor waits before what; tests are in a hurry.
struct GovernorPace: Sendable {
  /// Between two looks at workers and machine while there is work.
  var beat = Duration.seconds(2)
  /// Between two workers suspended, resumed or ended, so that the effect of one shows first.
  var suspend = Duration.seconds(2)
  var resume = Duration.seconds(10)
  var end = Duration.seconds(10)
  /// Longest halt by somebody's wish; then the memory is worth more than the work.
  var hold = Duration.seconds(30 * 60)
  var stall = StallRule.Patience()
  var gauge = PressureGauge.Patience()
}
