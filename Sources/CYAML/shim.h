// SPDX-License-Identifier: GPL-3.0-or-later
// libyaml's event parser.
#pragma once

#include <yaml.h>
